package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Reading options without making an object. */
class PlainReadsTest {
    private final DhcpPacket packet = RawPacket.discover()
            .option(57, 5, 0xc0)
            .option(51, 0xff, 0xff, 0xff, 0xfe)
            .option(54, 192, 0, 2, 1)
            .option(52, 0)
            .option(60, "PXEClient:Arch:00007")
            .option(93, 0, 7, 0xff, 0xff, 9)
            .option(55, 1, 3, 255, 0)
            .option(80)
            .end()
            .packet();

    @Test
    void numbersAreUnsigned() {
        assertThat(packet.number(DhcpOption.MESSAGE_TYPE, -1)).isEqualTo(1);
        assertThat(packet.number(DhcpOption.MAX_MESSAGE_SIZE, -1)).isEqualTo(1472);
        assertThat(packet.number(DhcpOption.LEASE_TIME, -1)).isEqualTo(0xffff_fffeL);
        assertThat(packet.ip4Bits(DhcpOption.SERVER_IDENTIFIER)).isEqualTo(0xc000_0201);
    }

    @Test
    void whatIsNoNumberIsOtherwise() {
        assertThat(packet.number(DhcpOption.VENDOR_CLASS, -7)).isEqualTo(-7);
        assertThat(packet.number(DhcpOption.BOOT_FILE_SIZE, -7)).isEqualTo(-7);
        assertThat(packet.number(DhcpOption.RAPID_COMMIT, -7)).isEqualTo(-7);
        assertThat(packet.ip4Bits(DhcpOption.REQUESTED_ADDRESS)).isZero();
        DhcpPacket wrong = RawPacket.discover()
                .option(57, 1)
                .option(54, 1, 2, 3, 4, 5)
                .option(97, new byte[17])
                .end()
                .packet();
        assertThat(wrong.number(DhcpOption.MAX_MESSAGE_SIZE, 3)).isEqualTo(3);
        assertThat(wrong.number(DhcpOption.MACHINE_ID, 3)).isEqualTo(3);
        assertThat(wrong.ip4Bits(DhcpOption.SERVER_IDENTIFIER)).isZero();
    }

    @Test
    void numbersInPiecesAreJoinedAndOfTwoTheFirstCounts() {
        DhcpPacket pieces = RawPacket.discover()
                .option(54, 192, 0)
                .option(57, 2, 64)
                .option(54, 2, 1)
                .option(57, 9, 9)
                .end()
                .packet();

        assertThat(pieces.ip4Bits(DhcpOption.SERVER_IDENTIFIER)).isEqualTo(0xc000_0201);
        assertThat(pieces.number(DhcpOption.MAX_MESSAGE_SIZE, 0)).isEqualTo(576);
        assertThat(pieces.octet(DhcpOption.MAX_MESSAGE_SIZE, 3)).isEqualTo(9);
    }

    @Test
    void lengthsCountAllPiecesAndAreMinusOneForNone() {
        assertThat(packet.length(DhcpOption.VENDOR_CLASS)).isEqualTo(20);
        assertThat(packet.length(DhcpOption.RAPID_COMMIT)).isZero();
        assertThat(packet.length(DhcpOption.HOST_NAME)).isEqualTo(-1);
    }

    @Test
    void octetsAndNumbersOfListsEndWithMinusOne() {
        assertThat(packet.octet(DhcpOption.CLIENT_ARCHITECTURE, 2)).isEqualTo(255);
        assertThat(packet.octet(DhcpOption.CLIENT_ARCHITECTURE, 4)).isEqualTo(9);
        assertThat(packet.octet(DhcpOption.CLIENT_ARCHITECTURE, 5)).isEqualTo(-1);
        assertThat(packet.octet(DhcpOption.CLIENT_ARCHITECTURE, -1)).isEqualTo(-1);
        assertThat(packet.octet(DhcpOption.HOST_NAME, 0)).isEqualTo(-1);
        assertThat(packet.u16(DhcpOption.CLIENT_ARCHITECTURE, 0)).isEqualTo(7);
        assertThat(packet.u16(DhcpOption.CLIENT_ARCHITECTURE, 1)).isEqualTo(65535);
        assertThat(packet.u16(DhcpOption.CLIENT_ARCHITECTURE, 2)).isEqualTo(-1);
        assertThat(packet.u16(DhcpOption.HOST_NAME, 0)).isEqualTo(-1);
    }

    @Test
    void textIsComparedWhereItLies() {
        assertThat(packet.startsWith(DhcpOption.VENDOR_CLASS, "PXEClient")).isTrue();
        assertThat(packet.startsWith(DhcpOption.VENDOR_CLASS, "PXEclient")).isFalse();
        assertThat(packet.startsWith(DhcpOption.VENDOR_CLASS, "PXEClient:Arch:00007:"))
                .isFalse();
        assertThat(packet.startsWith(DhcpOption.VENDOR_CLASS, "")).isTrue();
        assertThat(packet.startsWith(DhcpOption.HOST_NAME, "")).isFalse();
        assertThat(packet.contentEquals(DhcpOption.VENDOR_CLASS, "PXEClient")).isFalse();
        assertThat(packet.contentEquals(DhcpOption.VENDOR_CLASS, "PXEClient:Arch:00007"))
                .isTrue();
        assertThat(packet.contentEquals(DhcpOption.PARAMETER_REQUEST_LIST, "\1\3\u00ff\0"))
                .isTrue();
    }

    @Test
    void theRequestListIsSearchedWhereItLies() {
        assertThat(packet.requests(DhcpOption.ROUTERS)).isTrue();
        assertThat(packet.requests(DhcpOption.CLASSLESS_ROUTES)).isFalse();
        assertThat(RawPacket.discover().end().packet().requests(DhcpOption.ROUTERS))
                .isFalse();
        assertThat(RawPacket.discover()
                        .option(55, 1)
                        .option(55, 121)
                        .end()
                        .packet()
                        .requests(DhcpOption.CLASSLESS_ROUTES))
                .isTrue();
    }

    @Test
    void listsInPiecesAreReadAsOne() {
        DhcpPacket pieces = RawPacket.discover()
                .option(93, 0)
                .option(77, 4, 'i')
                .option(93, 7, 1, 2, 9)
                .option(77, 'P', 'X', 'E')
                .end()
                .packet();

        assertThat(pieces.u16(DhcpOption.CLIENT_ARCHITECTURE, 0)).isEqualTo(7);
        assertThat(pieces.u16(DhcpOption.CLIENT_ARCHITECTURE, 1)).isEqualTo(0x102);
        assertThat(pieces.u16(DhcpOption.CLIENT_ARCHITECTURE, 2)).isEqualTo(-1);
        assertThat(pieces.u16(DhcpOption.CLIENT_ARCHITECTURE, -1)).isEqualTo(-1);
        assertThat(BootClient.kindOf(pieces)).isEqualTo(BootClient.Kind.IPXE);
        assertThat(pieces.codes()).containsExactly(53, 93, 77);
    }

    @Test
    void noOctetBesideTheOptionCounts() {
        // The code of the option that follows stands right behind the list.
        DhcpPacket close =
                RawPacket.discover().option(55, 1).option(121, 5).end().packet();

        assertThat(close.requests(DhcpOption.CLASSLESS_ROUTES)).isFalse();
        assertThat(close.requests(DhcpOption.SUBNET_MASK)).isTrue();
        assertThat(RawPacket.discover().option(55).option(121, 5).end().packet().requests(DhcpOption.CLASSLESS_ROUTES))
                .isFalse();
    }

    @Property(tries = 300)
    void theySayWhatTypedReadingSays(@ForAll @Size(max = 40) byte[] value, @ForAll @IntRange(max = 40) int cut) {
        RawPacket raw = RawPacket.request();
        int first = Math.min(cut, value.length);
        for (int code : new int[] {1, 12, 13, 54, 57, 60, 77, 93}) {
            raw.option(code, java.util.Arrays.copyOf(value, first));
            if (first < value.length) {
                raw.option(code, java.util.Arrays.copyOfRange(value, first, value.length));
            }
        }
        DhcpPacket read = raw.end().packet();

        assertThat(new Ip4(read.ip4Bits(DhcpOption.SERVER_IDENTIFIER)))
                .isEqualTo(read.get(DhcpOption.SERVER_IDENTIFIER).orElse(Ip4.ANY));
        assertThat(read.number(DhcpOption.MAX_MESSAGE_SIZE, -1))
                .isEqualTo(read.get(DhcpOption.MAX_MESSAGE_SIZE).orElse(-1).longValue());
        assertThat(read.length(DhcpOption.HOST_NAME)).isEqualTo(read.raw(12).readableBytes());
        BootClient client = BootClient.of(read);
        assertThat(BootClient.kindOf(read)).isEqualTo(client.kind());
        assertThat(client.userClass().filter(user -> user.contains("iPXE")).isPresent())
                .isEqualTo(client.kind() == BootClient.Kind.IPXE);
    }
}
