package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.PxeBootItem;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a boot client asks beyond a lease: for offers of all servers, and of boot servers for a file. */
final class ClientBootSearch {
    private final ClientMachine client;
    private final ClientConversation conversation;

    ClientBootSearch(ClientMachine client) {
        this.client = client;
        this.conversation = client.conversation();
    }

    /** Collects offers until they are enough or the time is over; asks again while there is none. */
    void collect(ClientOperation<ClientOffers> operation, ClientState after, Predicate<ClientOffers> enough) {
        Collection collection = new Collection(operation, after, enough);
        long time = client.settings().timing().collect().toNanos();
        conversation.ask(client.question(
                        client.messages()::look,
                        ClientRules.furtherOffer(false, collection::offers),
                        collection::add,
                        () -> client.fail(operation, after, conversation.noAnswer("DISCOVER")))
                .delay(client.settings().timing().tries(), sent -> time)
                .waited(() -> !collection.end()));
    }

    /** The offers of one collection. */
    private final class Collection {
        private final ClientOperation<ClientOffers> operation;
        private final ClientState after;
        private final Predicate<ClientOffers> enough;
        private ClientOffers offers = ClientOffers.NONE;

        Collection(ClientOperation<ClientOffers> operation, ClientState after, Predicate<ClientOffers> enough) {
            this.operation = operation;
            this.after = after;
            this.enough = enough;
        }

        ClientOffers offers() {
            return offers;
        }

        void add(ClientAnswer answer) {
            offers = offers.plus(answer);
            boolean done;
            try {
                done = enough.test(offers);
            } catch (RuntimeException e) {
                client.fail(operation, after, e);
                return;
            }
            if (done) {
                client.succeed(operation, after, offers);
            }
        }

        boolean end() {
            if (offers.all().isEmpty()) {
                return false;
            }
            client.succeed(operation, after, offers);
            return true;
        }
    }

    /** Asks for the other settings of a host that has its address; RFC 2131 §4.4.3. */
    void inform(ClientOperation<ClientAnswer> operation, ClientState after, Ip4 address) {
        conversation.ask(client.question(
                () -> client.messages().inform(address),
                ClientRules.information(),
                answer -> client.succeed(operation, after, answer),
                () -> client.fail(operation, after, conversation.noAnswer("INFORM"))));
    }

    /** Asks port 4011 of one server for its boot file, as EDK2 and iPXE do after an offer that names none. */
    void bootFile(ClientOperation<ClientAnswer> operation, ClientState after, Ip4 address, Ip4 server) {
        ClientTarget target = client.target(new ClientTarget(server, ServerPort.PXE));
        conversation.ask(client.question(
                        () -> client.messages().requestBootFile(address, server),
                        ClientRules.bootFile(Optional.of(target.address())),
                        answer -> client.succeed(operation, after, answer),
                        () -> client.fail(operation, after, conversation.noAnswer("REQUEST to port 4011")))
                .target(sent -> target));
    }

    /** Looks for a boot server of one type, by each way in turn. */
    void bootItem(
            ClientOperation<ClientAnswer> operation,
            ClientState after,
            Ip4 address,
            PxeBootItem item,
            ClientBootWays ways) {
        List<ClientTarget> targets = ways.targets().stream().map(client::target).toList();
        conversation.ask(client.question(
                        () -> client.messages().requestBootItem(address, item),
                        ClientRules.bootItem(item, ways.listed()),
                        answer -> client.succeed(operation, after, answer),
                        () -> client.fail(operation, after, conversation.noAnswer("REQUEST for a boot server")))
                .tries(Math.max(client.settings().timing().tries(), targets.size()))
                .target(sent -> targets.get((sent - 1) % targets.size())));
    }
}
