package io.pxe4j.boot.cli;

import io.pxe4j.boot.BootException;
import io.pxe4j.boot.explain.Capture;
import io.pxe4j.boot.explain.CaptureException;
import io.pxe4j.boot.explain.CapturedPacket;
import io.pxe4j.boot.explain.Explainer;
import io.pxe4j.boot.explain.SiteSurvey;
import io.pxe4j.dhcp.Ip4;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain}: a capture in words, and what this server would have answered. */
@Command(
        name = "explain",
        description = "Tells a capture of DHCP and TFTP in words, and what this server would have answered, and why.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footer = {
            "",
            "Without --mode both engines answer; without --range the address server of the capture is taken for ours,",
            "and its clients get the addresses that they got (unless --reserve says otherwise); without boot files the",
            "usual ones are assumed.",
            "Nothing is sent, and no privileges are needed.",
            "",
            "Exit status: 0 the whole capture is explained, 1 it is damaged and explained up to there, 2 a problem.",
            "",
            "  tcpdump -i eth0 -s 0 -w boot.pcap 'udp' ; pxe-boot explain boot.pcap"
        })
final class ExplainCommand implements Callable<Integer> {
    private static final int DAMAGED = 1;

    @Parameters(paramLabel = "FILE", description = "A capture of tcpdump, Wireshark or QEMU: pcap or pcapng.")
    private Path file = Path.of("");

    @Option(
            names = "--mode",
            paramLabel = "proxy|dhcp",
            description = "Which engine answers. Default: both, on lines of their own.")
    private @Nullable String mode;

    @Option(
            names = "--address",
            paramLabel = "IP[/LEN]",
            description = "This server's address in the capture's network. Default: that of the server seen there.")
    private @Nullable String address;

    @Mixin
    private LeasingOptions leasing;

    @Mixin
    private ProxyOptions proxying;

    @Mixin
    private BootFileOptions bootFiles;

    @Option(
            names = "--next-server",
            paramLabel = "IP",
            description = "The TFTP server that clients are sent to. Default: this server.")
    private @Nullable String nextServer;

    @Option(names = "--no-tftp-data", description = "Leaves out the DATA and ACK packets of TFTP.")
    private boolean noTftpData;

    @Option(
            names = {"-v", "--verbose"},
            description = "Also prints every field and option of DHCP packets.")
    private boolean verbose;

    /** Filled in by picocli before it runs the command. */
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli makes the mixins
    private ExplainCommand() {}

    @Override
    public Integer call() {
        SiteSurvey survey = SiteSurvey.create();
        // What is damaged is told after all that is good has been explained.
        read(survey::see);
        DrySite site = checked(survey);
        PrintWriter out = spec.commandLine().getOut();
        site.introduce(out::println);
        Explainer explainer = Explainer.of(site.engines(), site.files()::reasonFor, detail(), out::println);
        Optional<String> damage = read(explainer::tell);
        explainer.summary();
        out.flush();
        damage.ifPresent(why -> Problems.say(spec.commandLine(), file + " is damaged: " + why + "."));
        return damage.isPresent() ? DAMAGED : 0;
    }

    private Explainer.Detail detail() {
        if (verbose) {
            return Explainer.Detail.EVERYTHING;
        }
        return noTftpData ? Explainer.Detail.NO_TFTP_DATA : Explainer.Detail.LINES;
    }

    /** Reads the file to its end, or to where it is damaged: then the answer says how. */
    private Optional<String> read(Consumer<CapturedPacket> packets) {
        try (Capture capture = open()) {
            for (Optional<CapturedPacket> packet = capture.next(); packet.isPresent(); packet = capture.next()) {
                packets.accept(packet.get());
            }
            return Optional.empty();
        } catch (CaptureException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new BootException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private Capture open() throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new BootException(
                    file + " is no file that this user may read: name a capture of tcpdump or Wireshark.");
        }
        try {
            return Capture.open(file);
        } catch (CaptureException e) {
            throw new BootException(
                    file + " is no capture: " + e.getMessage() + ". Name a file of `tcpdump -w` or Wireshark.", e);
        }
    }

    private DrySite checked(SiteSurvey survey) {
        try {
            return site(survey);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw Problems.contradiction(e);
        }
    }

    private DrySite site(SiteSurvey survey) {
        DrySite.Builder site = DrySite.builder(survey);
        if (address != null) {
            Arguments.check(spec.commandLine(), "--address", address, site::address);
        }
        if (mode != null) {
            site.mode(Arguments.mode(spec.commandLine(), mode));
        }
        leasing.checkValues();
        if (leasing.hasAddresses()) {
            site.addresses(leasing.addressesText(), leasing.ranges(), leasing::applyAddresses);
        }
        Optional<Ip4> tftpServer =
                Optional.ofNullable(nextServer).map(text -> Arguments.nextServer(spec.commandLine(), text));
        return site.keepCaptured(!leasing.hasReservations())
                .leasing(settings -> {
                    leasing.apply(settings);
                    proxying.apply(settings);
                })
                .proxying(settings -> {
                    settings.dnsServers(leasing.dnsServers().toArray(Ip4[]::new));
                    proxying.apply(settings);
                })
                .files(bootFiles.read(), tftpServer)
                .build();
    }
}
