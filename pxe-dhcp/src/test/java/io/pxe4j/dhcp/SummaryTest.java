package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void tellsWhoAsksFromWhereAndForWhat() {
        DhcpPacket packet = RawPacket.discover()
                .at(3, 2)
                .at(8, 0, 9, 0x80, 0x01)
                .at(12, 10, 0, 0, 1, 10, 0, 0, 2, 10, 0, 0, 3, 10, 0, 0, 4)
                .at(44, "srv")
                .at(108, "a\n")
                .option(93, 0, 0)
                .option(77, "iPXE")
                .hexOption(175, "b105018086100e" + "eb03010501" + "130101" + "270101" + "bf0470617373" + "0a")
                .hexOption(82, "010465746830" + "0b0401")
                .end()
                .packet();

        assertThat(packet.summary())
                .isEqualTo(String.join(
                        "\n",
                        "DISCOVER from 52:54:00:00:00:01 (IPXE, x86 BIOS), xid 11223344, " + packet.length()
                                + " octets",
                        "  hops: 2",
                        "  secs: 9",
                        "  flags: 8001 (broadcast)",
                        "  ciaddr: 10.0.0.1 (the client's)",
                        "  yiaddr: 10.0.0.2 (given to the client)",
                        "  siaddr: 10.0.0.3 (next server)",
                        "  giaddr: 10.0.0.4 (relay)",
                        "  sname: \"srv\"",
                        "  file: \"a\\x0a\"",
                        "  53 message type: DISCOVER",
                        "  93 client architecture: x86 BIOS",
                        "  77 user class: iPXE",
                        "  175 iPXE options:",
                        "    175.177 bus id: 1:8086:100e",
                        "    175.235 version: 1.5.1",
                        "    175.191 password: (secret)",
                        "    features: HTTP Menu",
                        "    unreadable: 1 octet at the end are no sub-option",
                        "  82 relay agent information:",
                        "    82.1 circuit id: 0x65746830 \"eth0\"",
                        "    unreadable: 3 octets at the end are no sub-option",
                        ""));
    }

    @Test
    void printsEveryPxeSubOptionByNameAndValue() {
        DhcpPacket packet = RawPacket.request(DhcpMessageType.OFFER)
                .at(0, 2)
                .option(60, "PXEClient")
                .hexOption(43, "060106")
                .end()
                .packet();

        assertThat(packet.summary())
                .startsWith("OFFER to 52:54:00:00:00:01, xid 11223344, ")
                .contains("\n    43.6 discovery control: 0x06 (no multicast, listed servers only)\n");
        assertThat(pxe("08078000010a000001")).contains("43.8 boot servers: UNKNOWN(32768) at 10.0.0.1\n");
        assertThat(pxe("0803000300")).contains("43.8 boot servers: DOS/UNDI at any server\n");
        assertThat(pxe("090c" + "000001" + "0a" + "800005" + "4c696e7578"))
                .contains("43.9 boot menu: \"\\x0a\" (local boot); \"Linux\" (UNKNOWN(32768))\n");
        assertThat(pxe("0a031e4638")).contains("43.10 menu prompt: \"F8\" (30 s)\n");
        assertThat(pxe("0a03ff4638")).contains("43.10 menu prompt: \"F8\" (menu)\n");
        assertThat(pxe("0b08ef0000000100ffff"))
                .contains("43.11 multicast range: 65535 from 239.0.0.0 in blocks of 256\n");
        assertThat(pxe("4704" + "00038001")).contains("43.71 boot item: DOS/UNDI layer 1 with credentials\n");
        assertThat(pxe("4704" + "00030001")).contains("43.71 boot item: DOS/UNDI layer 1\n");
        assertThat(pxe("040105")).contains("43.4 MTFTP time-out: 5 s\n");
        assertThat(pxe("c80109")).contains("43.200 sub-option 200: 0x09\n");
        assertThat(pxe("06020a0a"))
                .contains("43.6 discovery control: unreadable, 2 octets (expected: 1 octet): 0x0a0a\n");
        assertThat(pxe("06010aff010203")).doesNotContain("unreadable");
    }

    @Test
    void anotherVendorsOption43IsOctets() {
        String summary = RawPacket.discover()
                .option(60, "MSFT 5.0")
                .hexOption(43, "06010a")
                .end()
                .packet()
                .summary();

        assertThat(summary).contains("  43 vendor specific: 0x06010a\n");
    }

    @Test
    void whatCannotBeReadIsThereWithTheReason() {
        String summary = RawPacket.discover()
                .option(1, 255)
                .option(224, 1, 2)
                .option(225, "text\u001b")
                .option(55)
                .end()
                .packet()
                .summary();

        assertThat(summary)
                .contains("  1 subnet mask: unreadable, 1 octet (expected: 4 octets): 0xff\n")
                .contains("  224 option 224: 0x0102\n")
                .contains("  225 option 225: 0x746578741b\n")
                .contains("  55 parameter request list: unreadable, 0 octets (expected: 1 octet or more): 0x\n");
    }

    @Test
    void printsTheValuesOfTheOtherOptions() {
        assertThat(line(51, "ffffffff")).isEqualTo("51 lease time: infinite");
        assertThat(line(51, "00000e10")).isEqualTo("51 lease time: 3600 s");
        assertThat(line(3, "0a0000010a000002")).isEqualTo("3 routers: 10.0.0.1 10.0.0.2");
        assertThat(line(121, "000a000001" + "080a0a000001"))
                .isEqualTo("121 classless static routes: 0.0.0.0/0 via 10.0.0.1; 10.0.0.0/8 via 10.0.0.1");
        assertThat(line(119, "016100" + "0162c000")).isEqualTo("119 domain search: \"a\"; \"b.a\"");
        assertThat(line(152, "00000001")).isEqualTo("152 base time: 1970-01-01T00:00:01Z");
        assertThat(line(159, "04063400")).isEqualTo("159 port parameters: set 0x3400 of 6 bits at 4");
        assertThat(line(162, "000c000103016100040a0000010001"))
                .isEqualTo("162 encrypted DNS: unreadable, 15 octets (expected: entries of length, priority, name,"
                        + " addresses and parameters): 0x000c000103016100040a0000010001");
        assertThat(line(162, "000d000103016100040a0000010001"))
                .isEqualTo("162 encrypted DNS: a at 10.0.0.1, priority 1, parameters 0001");
        assertThat(line(162, "0006000103016100")).isEqualTo("162 encrypted DNS: a, priority 1");
        assertThat(line(212, "0820" + "20010db8000000000000000000000000" + "0a000001"))
                .isEqualTo("212 6rd: 2001:db8:0:0:0:0:0:0/32 of IPv4 /8 by 10.0.0.1");
        assertThat(line(220, "01010100")).isEqualTo("220 subnet allocation: flags 01, 010100");
        assertThat(new RadiusAttribute(88, Octets.of("pool"))).hasToString("88=706f6f6c");
        assertThat(new RelayAuthentication(1, 1, -1, 0x0a000001, Octets.of((byte) 1)))
                .hasToString("algorithm 1, replay method 1 at 18446744073709551615, relay 10.0.0.1, 1 octets");
    }

    @Test
    void plainBootpHasOnlyItsHeader() {
        assertThat(RawPacket.request().at(236, 0).length(300).packet().summary())
                .isEqualTo("BOOTREQUEST from 52:54:00:00:00:01, xid 11223344, 300 octets\n");
    }

    @Test
    void everyPacketEverCapturedIsSummarised() {
        for (String capture : List.of("bios-ipxe", "bios-pxelinux", "uefi-http", "uefi-pxe-proxy")) {
            for (Pcap.Datagram datagram : Pcap.dhcp(capture)) {
                DhcpPacket packet = datagram.packet();
                String summary = packet.summary();

                assertThat(summary).doesNotContain("unreadable").endsWith("\n");
                assertThat(summary.lines()).hasSizeGreaterThan(packet.codes().size());
            }
        }
    }

    private static String pxe(String hex) {
        return RawPacket.discover()
                .option(60, "PXEClient")
                .hexOption(43, hex)
                .end()
                .packet()
                .summary();
    }

    private static String line(int code, String hex) {
        return RawPacket.discover()
                .hexOption(code, hex)
                .end()
                .packet()
                .summary()
                .lines()
                .skip(2)
                .findFirst()
                .orElseThrow()
                .strip();
    }
}
