package io.pxe4j.boot.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.boot.BootFiles;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.BootPolicy;
import io.pxe4j.dhcp.engine.DhcpLeasing;
import io.pxe4j.dhcp.engine.ProxyDhcp;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Whatever the file holds, it ends in lines and at most one sentence. */
class HostileCaptureTest {
    private static final BootFiles FILES = BootFiles.builder()
            .bios("undionly.kpxe")
            .uefiX64("snponly.efi")
            .ipxe("boot.ipxe")
            .build();

    private Path file = Path.of("");

    @BeforeProperty
    void makeFile() throws IOException {
        file = Files.createTempFile("hostile", ".pcap");
    }

    @AfterProperty
    void deleteFile() throws IOException {
        Files.delete(file);
    }

    /** Explains a file as the command does, and returns its lines; the last one says what is damaged, if anything is. */
    private List<String> explain(byte[] content) throws IOException {
        Files.write(file, content);
        SiteSurvey survey = SiteSurvey.create();
        feed(survey::see);
        Ip4 own = Ip4.of("10.77.0.1");
        BootPolicy policy = FILES.policy();
        List<DryRun> engines = List.of(
                DryRun.of(
                        "dhcp",
                        own,
                        24,
                        DhcpLeasing.builder()
                                .pool(AddressPool.of("10.77.0.50-10.77.0.99"))
                                .policy(policy)::build),
                DryRun.of("proxy", own, 24, ProxyDhcp.builder().policy(policy)::build));
        List<String> lines = new ArrayList<>();
        Explainer explainer = Explainer.of(engines, FILES::reasonFor, Explainer.Detail.EVERYTHING, lines::add);
        feed(explainer::tell).ifPresent(lines::add);
        explainer.summary();
        assertThat(lines).allSatisfy(line -> assertThat(line).matches("[^\\p{Cntrl}]*"));
        assertThat(survey.addresses().values()).doesNotHaveDuplicates();
        return lines;
    }

    private Optional<String> feed(java.util.function.Consumer<CapturedPacket> packets) {
        try (Capture capture = Capture.open(file)) {
            for (Optional<CapturedPacket> one = capture.next(); one.isPresent(); one = capture.next()) {
                packets.accept(one.get());
            }
            return Optional.empty();
        } catch (CaptureException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Property(tries = 300)
    void survivesAnyOctets(@ForAll @Size(max = 200) byte[] content) throws IOException {
        explain(content);
    }

    @Property(tries = 300)
    void survivesAnyPcapRecords(@ForAll @IntRange(max = 280) int linkType, @ForAll @Size(max = 400) byte[] frames)
            throws IOException {
        explain(CaptureBytes.join(CaptureBytes.pcapHead(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4, linkType), frames));
        explain(CaptureBytes.pcap(linkType, frames));
    }

    @Property(tries = 300)
    void survivesAnyPcapngBlocks(@ForAll @IntRange(max = 7) int type, @ForAll @Size(max = 200) byte[] body)
            throws IOException {
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        explain(CaptureBytes.join(
                CaptureBytes.section(order),
                CaptureBytes.describeInterface(order, 1, body),
                CaptureBytes.block(order, type, body),
                CaptureBytes.simple(order, body)));
    }

    @Property(tries = 300)
    void survivesADamagedRealCapture(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<Path> captures = Captures.all();
        byte[] content = Files.readAllBytes(captures.get(random.nextInt(captures.size())));
        for (int i = random.nextInt(40); i >= 0; i--) {
            content[random.nextInt(content.length)] = (byte) random.nextInt();
        }
        explain(Arrays.copyOf(content, random.nextInt(4) == 0 ? random.nextInt(content.length) : content.length));
    }

    @Property(tries = 200)
    void survivesAnyDhcpOptions(@ForAll @Size(max = 300) byte[] options, @ForAll boolean reply) throws IOException {
        byte[] dhcp = new byte[240 + options.length];
        dhcp[0] = (byte) (reply ? 2 : 1);
        dhcp[1] = 1;
        dhcp[2] = 6;
        dhcp[33] = 9;
        System.arraycopy(new byte[] {0x63, (byte) 0x82, 0x53, 0x63}, 0, dhcp, 236, 4);
        System.arraycopy(options, 0, dhcp, 240, options.length);
        byte[] packet = CaptureBytes.udp(dhcp);
        packet[23] = 67;
        assertThat(explain(CaptureBytes.pcap(101, packet))).contains("1 DHCP and 0 TFTP packets");
    }

    @Property(tries = 200)
    void survivesAnyTftp(@ForAll @Size(max = 100) byte[] payload) throws IOException {
        assertThat(explain(CaptureBytes.pcap(101, CaptureBytes.udp(payload)))).contains("0 DHCP and 1 TFTP packets");
    }
}
