package io.pxe4j.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A simulated network boot firmware: it sends the bytes the real one sends, takes only the answers the real one takes, and
 * downloads as the real one does.
 *
 * <p>A server that boots all of these has the answers of the firmware's own source code on its side; one that does not
 * learns from {@link BootResult#reason()} which rule it broke.
 *
 * <pre>{@code
 * BootResult result = Firmware.edk2Pxe().boot(network).toCompletableFuture().join();
 * System.out.print(result.ladder());
 * assertTrue(result.booted(), result.reason());
 * }</pre>
 *
 * <p>Immutable; one instance can boot many machines at once.
 */
public final class Firmware {
    private enum Kind {
        INTEL,
        EDK2_PXE,
        EDK2_HTTP,
        IPXE
    }

    private final String name;
    private final Kind kind;
    private final Platform platform;

    private Firmware(String name, Kind kind, Platform platform) {
        this.name = name;
        this.kind = kind;
        this.platform = platform;
    }

    /** Intel's PXE base code in a BIOS option ROM: architecture 0, PXE over TFTP. */
    public static Firmware intelPxe() {
        return new Firmware("Intel PXE ROM", Kind.INTEL, Platform.PCBIOS);
    }

    /** EDK2's PXE driver, which OVMF and most UEFI machines run: architecture 7, PXE over TFTP. */
    public static Firmware edk2Pxe() {
        return new Firmware("EDK2 PXE", Kind.EDK2_PXE, Platform.EFI);
    }

    /** EDK2's HTTP boot driver: architecture 16, class HTTPClient. */
    public static Firmware edk2Http() {
        return new Firmware("EDK2 HTTP boot", Kind.EDK2_HTTP, Platform.EFI);
    }

    /** iPXE, as an option ROM or chainloaded: user class iPXE, its features in option 175, scripts over TFTP or HTTP. */
    public static Firmware ipxe(Platform platform) {
        return new Firmware("iPXE (" + platform.setting() + ")", Kind.IPXE, platform);
    }

    /** What it is called in results and ladders. */
    public String name() {
        return name;
    }

    /** The architecture it reports in option 93 (RFC 4578): 0, 7 or 16. */
    public int architecture() {
        return kind == Kind.EDK2_HTTP ? 16 : platform.architecture();
    }

    /**
     * The DISCOVER it begins with, as it goes on the wire.
     *
     * @param network who the client is; nothing is sent
     * @param xid the transaction id, which the real one draws at random
     */
    public byte[] discover(BootNetwork network, int xid) {
        Identity identity = Identity.of(network);
        return switch (kind) {
            case INTEL -> IntelRequests.of(identity).discover(xid, 0);
            case EDK2_PXE -> EdkRequests.pxe(identity).discover(xid, 0);
            case EDK2_HTTP -> EdkRequests.http(identity).discover(xid, 0);
            case IPXE -> IpxeRequests.of(identity, platform).discover(xid, 4);
        };
    }

    /**
     * What it makes of one answer to a DISCOVER, as if that came from {@code 127.0.0.1:67}. Never throws, whatever the bytes.
     *
     * @param discover the UDP payload that was sent; its transaction id and hardware address must come back
     * @param reply the UDP payload that came
     * @throws IllegalArgumentException if {@code discover} is shorter than 240 bytes
     */
    public Verdict examine(byte[] discover, byte[] reply) {
        if (discover.length < 240) {
            throw new IllegalArgumentException("discover: " + discover.length + " bytes (expected: >= 240)");
        }
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), 67);
        BootNetwork network = BootNetwork.builder().dhcpServer(server).build();
        Reply received = Reply.of(reply, server);
        Asked asked = Asked.of(discover);
        Optional<String> refusal = Rule.refusal(offerRules(asked, network), received);
        if (refusal.isPresent()) {
            return Verdict.refused(refusal.get());
        }
        return switch (kind) {
            case INTEL -> verdict(IntelRules.classify(received));
            case EDK2_PXE -> verdict(EdkRules.classify(received));
            case EDK2_HTTP -> Verdict.accepted(HttpOffer.of(received).kind().label(), "filed by HttpBootDxe");
            case IPXE -> ipxeVerdict(IpxeOffer.of(received, network));
        };
    }

    /**
     * Boots one machine with it.
     *
     * @return how it went; completes exceptionally only if sockets cannot be opened
     */
    public CompletionStage<BootResult> boot(BootNetwork network) {
        return BootPlan.of(this).boot(network);
    }

    /** A plan in which the file this firmware loads is an iPXE of the same platform, which then boots on its own. */
    public BootPlan thenIpxe() {
        return BootPlan.of(this, ipxe(platform));
    }

    /** Runs one stage and returns what it started. */
    String run(Stage stage) throws BootStopped {
        Identity identity = stage.identity();
        return switch (kind) {
            case INTEL -> load(new PxeClient(new IntelPxe(identity), stage).run(), tftp(TftpStyle.INTEL, stage));
            case EDK2_PXE -> load(new PxeClient(new EdkPxe(identity), stage).run(), tftp(TftpStyle.EDK2, stage));
            case EDK2_HTTP -> load(new EdkHttpClient(stage).run(), http("UefiHttpBoot/1.0", stage)::headThenGet);
            case IPXE -> ipxe(new IpxeClient(stage, platform).run(), stage);
        };
    }

    private String load(BootTarget target, IpxeRun.Fetcher fetcher) throws BootStopped {
        byte[] content = fetcher.fetch(target.uri());
        if (content.length == 0) {
            throw new BootStopped("the boot file " + target.uri() + " is empty");
        }
        return "started " + target.uri() + " of " + content.length + " bytes";
    }

    private String ipxe(BootTarget target, Stage stage) throws BootStopped {
        TftpFetch tftp = new TftpFetch(TftpStyle.IPXE, stage.network(), stage.transcript(), stage.deadline());
        HttpFetch http = http("iPXE/1.0.0+git-20190125", stage);
        IpxeRun.Fetcher fetcher = uri -> fetch(uri, tftp, http);
        IpxeSettings settings = IpxeSettings.of(stage.identity(), platform, target);
        return new IpxeRun(fetcher, settings, stage.transcript()).boot(target.uri());
    }

    private static byte[] fetch(URI uri, TftpFetch tftp, HttpFetch http) throws BootStopped {
        if (Uris.isHttp(uri)) {
            return http.get(uri);
        }
        if ("tftp".equalsIgnoreCase(uri.getScheme())) {
            return tftp.get(uri);
        }
        throw new BootStopped("cannot load " + uri + ": this simulated iPXE knows tftp and http");
    }

    private static IpxeRun.Fetcher tftp(TftpStyle style, Stage stage) {
        return new TftpFetch(style, stage.network(), stage.transcript(), stage.deadline())::get;
    }

    private static HttpFetch http(String userAgent, Stage stage) {
        return new HttpFetch(stage.network(), stage.transcript(), userAgent, stage.deadline());
    }

    private List<Rule> offerRules(Asked asked, BootNetwork network) {
        return switch (kind) {
            case INTEL -> IntelRules.offer(asked);
            case EDK2_PXE -> EdkRules.pxeOffer(asked);
            case EDK2_HTTP -> HttpOffer.rules(asked);
            case IPXE -> IpxeOffer.offer(asked, network);
        };
    }

    private static Verdict verdict(OfferClass offerClass) {
        return Verdict.accepted(offerClass.label(), offerClass.meaning());
    }

    private static Verdict ipxeVerdict(IpxeOffer offer) {
        if (offer.address() && offer.proxy()) {
            return Verdict.accepted("DHCP and proxy", "one packet gives the address and the boot information");
        }
        return offer.address()
                ? Verdict.accepted("DHCP", "gives the address")
                : Verdict.accepted("proxy", "gives boot information, no address");
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
