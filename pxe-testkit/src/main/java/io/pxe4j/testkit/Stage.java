package io.pxe4j.testkit;

import io.pxe4j.dhcp.Ip4;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One firmware at work: its network, its wire, its story, and the steps that all DHCP clients share. For one thread. */
final class Stage {
    private final BootNetwork network;
    private final Wire wire;
    private final Transcript transcript;
    private final RandomGenerator random;
    private final long deadline;
    private final List<String> refusals = new ArrayList<>();

    private Stage(BootNetwork network, Wire wire, Transcript transcript, RandomGenerator random, long deadline) {
        this.network = network;
        this.wire = wire;
        this.transcript = transcript;
        this.random = random;
        this.deadline = deadline;
    }

    /** A stage that gives up when the wire's clock reaches {@code deadline}. */
    static Stage of(BootNetwork network, Wire wire, Transcript transcript, RandomGenerator random, long deadline) {
        return new Stage(network, wire, transcript, random, deadline);
    }

    BootNetwork network() {
        return network;
    }

    Transcript transcript() {
        return transcript;
    }

    Identity identity() {
        return Identity.of(network);
    }

    int nextXid() {
        return random.nextInt();
    }

    long deadline() {
        return deadline;
    }

    long nanos() {
        return wire.nanos();
    }

    void note(String what) {
        transcript.note(Exchange.Protocol.DHCP, what);
    }

    /** Sends to every server that hears broadcasts. */
    void broadcast(byte[] message, String what) {
        // One message for the client, however many servers a test makes of the segment.
        transcript.broadcast(what, message.length);
        for (InetSocketAddress server : network.dhcpServers()) {
            wire.send(Wire.Port.DHCP, message, server);
        }
    }

    /** Sends to port 4011 of an address that an offer named. */
    void toPxePort(Wire.Port from, byte[] message, Ip4 server, String what) {
        InetSocketAddress to = new InetSocketAddress(server.toInetAddress(), network.pxePort());
        transcript.sent(Exchange.Protocol.DHCP, what, message.length, to);
        wire.send(from, message, to);
    }

    /**
     * The next reply that breaks no rule; each that does is written down with the reason.
     *
     * @throws BootStopped when the whole boot has lasted too long
     */
    Optional<Reply> receive(Wire.Port at, long until, List<Rule> rules) throws BootStopped {
        while (true) {
            if (wire.nanos() - deadline >= 0) {
                throw new BootStopped("gave up after " + network.limit().toSeconds() + " s, the limit of this boot");
            }
            long end = until - deadline < 0 ? until : deadline;
            Optional<Reply> received = wire.receive(at, end);
            if (received.isEmpty()) {
                if (end == until) {
                    return Optional.empty();
                }
                continue;
            }
            Reply reply = received.get();
            transcript.received(Exchange.Protocol.DHCP, reply.summary(), reply.length(), reply.from());
            Optional<String> refusal = Rule.refusal(rules, reply);
            if (refusal.isEmpty()) {
                return Optional.of(reply);
            }
            refusals.add(refusal.get());
            note("ignores it: " + refusal.get());
        }
    }

    /** What was refused so far, for the final sentence: empty, or {@code ; N replies were refused, the last because ...}. */
    String refused() {
        if (refusals.isEmpty()) {
            return "";
        }
        String last = refusals.get(refusals.size() - 1);
        return refusals.size() == 1
                ? "; one reply was refused because " + last
                : "; " + refusals.size() + " replies were refused, the last because " + last;
    }

    /** Writes the lease down and returns the client's address. */
    Ip4 bound(Reply ack) {
        List<Ip4> dns = new ArrayList<>();
        byte[] servers = ack.option(6).orElse(new byte[0]);
        for (int at = 0; at + 4 <= servers.length; at += 4) {
            dns.add(Reply.address(servers, at));
        }
        transcript.lease(new ClientLease(
                transcript.stage(), ack.yiaddr(), ack.address(1), ack.address(3), dns, ack.serverIdentifier()));
        return ack.yiaddr();
    }
}
