package io.pxe4j.bench.check;

import io.pxe4j.bench.DhcpDecodeBenchmark;
import io.pxe4j.bench.DhcpLeasingBenchmark;
import io.pxe4j.bench.IpxeParseBenchmark;
import io.pxe4j.bench.IpxeScriptBenchmark;
import io.pxe4j.bench.ProxyExchangeBenchmark;
import io.pxe4j.bench.TftpNegotiationBenchmark;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The time of codecs and engines, against a plain pass over a fixed number of octets. */
final class CodecChecks {
    /** As long as the DISCOVER of an iPXE. */
    private static final byte[] PACKET = new byte[400];

    private static final byte[] SCRIPT = new byte[100_000];

    private CodecChecks() {}

    /** Hands over one verdict after the other. */
    static void run(Consumer<Bound.Verdict> verdicts) {
        DhcpDecodeBenchmark decoding = new DhcpDecodeBenchmark();
        decoding.makeRequest();
        packet(Bound.DHCP_READ, decoding::readTenOptions, verdicts);
        decoding.freeRequest();

        ProxyExchangeBenchmark proxy = new ProxyExchangeBenchmark();
        proxy.makeRequest();
        packet(Bound.DHCP_PROXY, proxy::exchange, verdicts);
        proxy.freeRequest();

        DhcpLeasingBenchmark leasing = new DhcpLeasingBenchmark();
        leasing.fill();
        packet(Bound.DHCP_LEASE, () -> leasing.knownClient().bits(), verdicts);
        leasing.free();

        TftpNegotiationBenchmark negotiation = new TftpNegotiationBenchmark();
        negotiation.makeRequest();
        packet(Bound.TFTP_NEGOTIATION, negotiation::negotiate, verdicts);
        negotiation.freeRequest();

        IpxeScriptBenchmark rendering = new IpxeScriptBenchmark();
        byte[] menu = new byte[rendering.renderMenu().length()];
        check(Bound.IPXE_MENU, () -> rendering.renderMenu().length(), menu, verdicts);
        IpxeParseBenchmark parsing = new IpxeParseBenchmark();
        check(Bound.IPXE_LINES, () -> parsing.lines().lines().size(), SCRIPT, verdicts);
        check(Bound.IPXE_WORDS, parsing::words, SCRIPT, verdicts);
    }

    private static void packet(Bound bound, LongSupplier ours, Consumer<Bound.Verdict> verdicts) {
        check(bound, ours, PACKET, verdicts);
    }

    private static void check(Bound bound, LongSupplier ours, byte[] octets, Consumer<Bound.Verdict> verdicts) {
        verdicts.accept(bound.measure(() -> Rounds.ratio(ours, () -> pass(octets))));
    }

    /** Looks at each octet, in its order: each step needs the one before. */
    private static long pass(byte[] octets) {
        long sum = 0;
        for (byte octet : octets) {
            sum = sum * 31 + octet;
        }
        return sum;
    }
}
