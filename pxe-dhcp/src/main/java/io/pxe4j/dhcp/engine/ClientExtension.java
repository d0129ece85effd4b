package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.Ip4;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Extends a lease: RENEWING asks the server that gave it, REBINDING any.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2131#section-4.4.5">RFC 2131 §4.4.5</a>
 */
final class ClientExtension {
    private static final long SHORTEST_WAIT = TimeUnit.SECONDS.toNanos(60);

    private final ClientMachine client;
    private final ClientConversation conversation;
    private final ClientOperation<ClientLease> operation;
    private final ClientLease lease;

    ClientExtension(ClientMachine client, ClientOperation<ClientLease> operation, ClientLease lease) {
        this.client = client;
        this.conversation = client.conversation();
        this.operation = operation;
        this.lease = lease;
    }

    /** Asks the lease's server, as often as any question. */
    void renew() {
        client.move(ClientState.RENEWING);
        conversation.ask(toServer(this::givenUp));
    }

    /** Asks any server, as often as any question. */
    void rebind() {
        client.move(ClientState.REBINDING);
        conversation.ask(toAll(this::givenUp));
    }

    /** Asks the lease's server until T2, then all servers until the end; {@code rebinding} and {@code end} by the timers' clock. */
    void keep(long rebinding, long end) {
        client.move(ClientState.RENEWING);
        conversation.ask(until(rebinding, toServer(() -> keepOfAny(end))));
    }

    /** Asks all servers until the end of the lease. */
    void keepOfAny(long end) {
        client.move(ClientState.REBINDING);
        conversation.ask(until(end, toAll(this::givenUp)));
    }

    // Half of what remains, but no less than 60 s, and no more than remains.
    private ClientQuestion until(long end, ClientQuestion question) {
        return question.delay(Integer.MAX_VALUE, sent -> {
                    long remains = Math.max(1, end - conversation.now());
                    return Math.min(remains, Math.max(SHORTEST_WAIT, remains / 2));
                })
                .waited(() -> {
                    if (end - conversation.now() > 0) {
                        return true;
                    }
                    conversation.stop();
                    question.silence().run();
                    return false;
                });
    }

    private ClientQuestion toServer(Runnable silence) {
        return question(Optional.of(lease.server()), silence)
                .target(sent -> client.target(new ClientTarget(lease.server(), ServerPort.DHCP)));
    }

    private ClientQuestion toAll(Runnable silence) {
        return question(Optional.empty(), silence);
    }

    private ClientQuestion question(Optional<Ip4> server, Runnable silence) {
        return client.question(
                () -> client.messages().requestExtension(lease.address()),
                ClientRules.acknowledgement(lease.address(), server),
                this::answered,
                silence);
    }

    private void answered(ClientAnswer answer) {
        if (answer.packet().is(DhcpMessageType.NAK)) {
            ClientException why = ClientMachine.refused(answer);
            client.lose(String.valueOf(why.getMessage()));
            client.fail(operation, ClientState.INIT, why);
        } else {
            client.bind(operation, answer);
        }
    }

    private void givenUp() {
        // The lease lasts until its end, whoever answers.
        client.fail(operation, ClientState.BOUND, conversation.noAnswer("REQUEST"));
    }
}
