package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.Ip4;
import java.util.Optional;

/**
 * The way from no address to a lease: DISCOVER, offers, REQUEST, ACK; and over again after a NAK or silence.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2131#section-3.1">RFC 2131 §3.1 and §4.4.1</a>
 */
final class ClientAcquisition {
    private final ClientMachine client;
    private final ClientConversation conversation;
    private final ClientOperation<ClientLease> operation;
    private ClientOffers offers = ClientOffers.NONE;
    private int restarts;

    ClientAcquisition(ClientMachine client, ClientOperation<ClientLease> operation) {
        this.client = client;
        this.conversation = client.conversation();
        this.operation = operation;
    }

    void discover() {
        offers = ClientOffers.NONE;
        client.move(ClientState.SELECTING);
        boolean rapidCommit = client.settings().identity().has(DhcpOption.RAPID_COMMIT);
        conversation.ask(client.question(
                        client.messages()::discover,
                        ClientRules.furtherOffer(rapidCommit, () -> offers),
                        this::offered,
                        this::noOffer)
                .waited(() -> !choose()));
    }

    private void offered(ClientAnswer answer) {
        if (answer.packet().is(DhcpMessageType.ACK)) {
            client.bind(operation, answer);
            return;
        }
        boolean isFirst = offers.addresses().isEmpty();
        offers = offers.plus(answer);
        long wait = client.settings().timing().offers().toNanos();
        if (wait == 0) {
            choose();
        } else if (isFirst && answer.address().isPresent()) {
            conversation.hurry(wait);
        }
    }

    private boolean choose() {
        if (offers.all().isEmpty()) {
            return false;
        }
        try {
            Optional<ClientAnswer> chosen = client.settings().choice().choose(offers);
            chosen.ifPresent(this::request);
            return chosen.isPresent();
        } catch (RuntimeException e) {
            client.fail(operation, ClientState.INIT, e);
            return true;
        }
    }

    private void noOffer() {
        client.fail(
                operation,
                ClientState.INIT,
                offers.all().isEmpty()
                        ? conversation.noAnswer("DISCOVER")
                        : new ClientException(
                                ClientFailure.NO_ANSWER,
                                "none of the offers was chosen: " + offers.all().size()));
    }

    /** Asks for an offer; the exchange goes on with the xid of its DISCOVER. */
    void request(ClientAnswer offer) {
        Ip4 address = ClientMachine.addressOf(offer);
        client.move(ClientState.REQUESTING);
        conversation.goOn(
                offer.packet().xid(),
                client.question(
                        () -> client.messages().requestOffered(address, offer.server()),
                        ClientRules.acknowledgement(address, Optional.of(offer.server())),
                        this::acknowledged,
                        () -> startOver(conversation.noAnswer("REQUEST"))));
    }

    /** Asks for an address of earlier; RFC 2131 §4.4.2. */
    void reboot(Ip4 address) {
        client.move(ClientState.INIT_REBOOT);
        client.move(ClientState.REBOOTING);
        conversation.ask(client.question(
                () -> client.messages().requestRemembered(address),
                ClientRules.acknowledgement(address, Optional.empty()),
                this::acknowledged,
                () -> client.fail(operation, ClientState.INIT, conversation.noAnswer("REQUEST"))));
    }

    private void acknowledged(ClientAnswer answer) {
        if (answer.packet().is(DhcpMessageType.NAK)) {
            startOver(ClientMachine.refused(answer));
        } else {
            client.bind(operation, answer);
        }
    }

    // RFC 2131 §3.1 step 5 says to start over; a server that says no each time must not be asked without end.
    private void startOver(ClientException why) {
        if (restarts >= client.settings().timing().restarts()) {
            client.fail(operation, ClientState.INIT, why);
            return;
        }
        restarts++;
        client.move(ClientState.INIT);
        if (restarts == 1) {
            discover();
        } else {
            conversation.pause(client.settings().timing().waitNanos(restarts - 1), this::discover);
        }
    }
}
