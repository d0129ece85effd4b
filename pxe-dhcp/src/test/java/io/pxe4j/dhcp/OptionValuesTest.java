package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The options beyond RFC 2132's plain ones: octets both ways, and what is refused. */
class OptionValuesTest {
    private static final Ip4 ROUTER = Ip4.of("10.0.0.1");

    @Nested
    class Routes {
        @Test
        void staticRoutesArePairs() {
            check(
                    DhcpOption.STATIC_ROUTES,
                    List.of(StaticRoute.of(Ip4.of("192.0.2.7"), ROUTER), StaticRoute.of(Ip4.of("10.9.0.0"), ROUTER)),
                    "c0000207" + "0a000001" + "0a090000" + "0a000001");
            assertUnreadable(DhcpOption.STATIC_ROUTES, "", "c0000207", "c00002070a000001c0000207");
            assertThat(StaticRoute.of(Ip4.of("192.0.2.7"), ROUTER)).hasToString("192.0.2.7 via 10.0.0.1");
        }

        @Test
        void theDefaultRouteIsNoStaticRoute() {
            assertThatThrownBy(() -> hex(DhcpOption.STATIC_ROUTES, List.of(StaticRoute.of(Ip4.ANY, ROUTER))))
                    .hasMessage("33 (static routes): destination: 0.0.0.0 (expected: the default route in option 3)");
        }

        /** The examples of RFC 3442. */
        @Test
        void classlessRoutesSendOnlyTheOctetsThatCount() {
            check(
                    DhcpOption.CLASSLESS_ROUTES,
                    List.of(
                            ClasslessRoute.byDefault(ROUTER),
                            ClasslessRoute.of(Ip4Network.of("10.0.0.0/8"), ROUTER),
                            ClasslessRoute.of(Ip4Network.of("10.17.0.0/16"), ROUTER),
                            ClasslessRoute.of(Ip4Network.of("10.27.129.0/24"), ROUTER),
                            ClasslessRoute.of(Ip4Network.of("10.229.0.128/25"), ROUTER),
                            ClasslessRoute.of(Ip4Network.of("10.198.122.47/32"), Ip4.ANY)),
                    "00" + "0a000001" + "080a" + "0a000001" + "100a11" + "0a000001" + "180a1b81" + "0a000001"
                            + "190ae50080" + "0a000001" + "200ac67a2f" + "00000000");
            check(
                    DhcpOption.MICROSOFT_CLASSLESS_ROUTES,
                    List.of(ClasslessRoute.of(Ip4Network.of("172.16.0.0/9"), ROUTER)),
                    "09ac00" + "0a000001");
            assertThat(ClasslessRoute.byDefault(ROUTER)).hasToString("0.0.0.0/0 via 10.0.0.1");
        }

        @Test
        void aClasslessRouteLosesItsHostBits() {
            assertThat(read(DhcpOption.CLASSLESS_ROUTES, "09acff" + "0a000001"))
                    .containsExactly(ClasslessRoute.of(Ip4Network.of("172.128.0.0/9"), ROUTER));
        }

        @Test
        void aClasslessRouteOfMoreThan32BitsIsNone() {
            assertUnreadable(
                    DhcpOption.CLASSLESS_ROUTES,
                    "",
                    "21" + "0a00000000" + "0a000001",
                    "ff" + "0a000001",
                    "00" + "0a0000",
                    "080a" + "0a0000",
                    "00" + "0a000001" + "20");
        }

        /** EDK2 drops a packet whose 121 has less than five octets. */
        @Test
        void theShortestListOfClasslessRoutesHasFiveOctets() {
            assertThat(hex(DhcpOption.CLASSLESS_ROUTES, List.of(ClasslessRoute.byDefault(ROUTER))))
                    .hasSize(2 * 5);
            assertThatThrownBy(() -> hex(DhcpOption.CLASSLESS_ROUTES, List.of()))
                    .hasMessage("121 (classless static routes): values: [] (expected: at least one)");
        }
    }

    @Nested
    class Fqdn {
        @Test
        void aQualifiedNameHasTheRootsLabelAndAPartialOneNot() {
            check(
                    DhcpOption.CLIENT_FQDN,
                    ClientFqdn.of("pc.example.com."),
                    "050000" + "027063" + "076578616d706c65" + "03636f6d" + "00");
            check(DhcpOption.CLIENT_FQDN, ClientFqdn.of("pc"), "050000" + "027063");
            check(DhcpOption.CLIENT_FQDN, ClientFqdn.of(""), "050000");
            check(DhcpOption.CLIENT_FQDN, ClientFqdn.of("."), "050000" + "00");
        }

        @Test
        void oldClientsSendTheNameInAscii() {
            check(DhcpOption.CLIENT_FQDN, new ClientFqdn(0, 0, 0, "pc.example"), "000000" + "70632e6578616d706c65");
            check(DhcpOption.CLIENT_FQDN, new ClientFqdn(1, 0, 0, ""), "010000");
            assertThat(read(DhcpOption.CLIENT_FQDN, "000000" + "706300").name()).isEqualTo("pc");
        }

        @Test
        void flagsAndResultCodesAreKept() {
            ClientFqdn fqdn = read(DhcpOption.CLIENT_FQDN, "0bfffe" + "61");

            assertThat(fqdn).isEqualTo(new ClientFqdn(11, 255, 254, "a"));
            assertThat(fqdn.serverUpdates()).isTrue();
            assertThat(fqdn.isOverridden()).isTrue();
            assertThat(fqdn.isCanonical()).isFalse();
            assertThat(fqdn.noUpdates()).isTrue();
            assertThat(fqdn).hasToString("\"a\" (no updates, overridden)");
            assertThat(ClientFqdn.of("a")).hasToString("\"a\" (server updates, canonical)");
            assertThat(new ClientFqdn(0, 0, 0, "\n")).hasToString("\"\\x0a\" (client updates)");
        }

        @Test
        void aServerWithoutDnsSaysSo() {
            assertThat(ClientFqdn.of("a").withoutUpdates())
                    .isEqualTo(new ClientFqdn(
                            ClientFqdn.NO_UPDATES | ClientFqdn.OVERRIDDEN | ClientFqdn.CANONICAL, 255, 255, "a"));
            assertThat(new ClientFqdn(0, 0, 0, "a").withoutUpdates()).isEqualTo(new ClientFqdn(8, 255, 255, "a"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "0500", // too short
                    "050000" + "40" + "61", // a length of neither kind
                    "050000" + "c000", // a pointer
                    "050000" + "0161" + "c003", // a pointer after a label
                    "050000" + "0561", // a label past the end
                    "050000" + "0161" + "00" + "0162", // something after the root
                })
        void aNameThatIsNoNameIsUnreadable(String hex) {
            assertUnreadable(DhcpOption.CLIENT_FQDN, hex);
        }

        @Test
        void labelsAndNamesHaveTheLengthsOfDns() {
            String label = "61".repeat(63);
            assertThat(read(DhcpOption.CLIENT_FQDN, "050000" + "3f" + label).name())
                    .isEqualTo("a".repeat(63));
            String three = ("3f" + label).repeat(3);
            assertThat(read(DhcpOption.CLIENT_FQDN, "050000" + three + "3b" + "61".repeat(59))
                            .name())
                    .hasSize(3 * 64 + 59);
            assertThatThrownBy(() -> hex(DhcpOption.CLIENT_FQDN, ClientFqdn.of("a".repeat(64))))
                    .hasMessageContaining("(expected: labels of 1..63 octets)");
            assertThatThrownBy(() -> hex(DhcpOption.CLIENT_FQDN, ClientFqdn.of("a..b")))
                    .hasMessageContaining("(expected: labels of 1..63 octets)");
            assertThatThrownBy(() -> hex(DhcpOption.CLIENT_FQDN, new ClientFqdn(0, 0, 0, "a\0")))
                    .hasMessageContaining("without NUL");
            assertThatThrownBy(() -> new ClientFqdn(256, 0, 0, "")).hasMessage("flags: 256 (expected: 0..255)");
            assertThatThrownBy(() -> new ClientFqdn(0, -1, 0, "")).hasMessage("rcode1: -1 (expected: 0..255)");
            assertThatThrownBy(() -> new ClientFqdn(0, 0, 256, "")).hasMessage("rcode2: 256 (expected: 0..255)");
        }
    }

    @Nested
    class Authentication {
        @Test
        void isReadAndWrittenAsAFrame() {
            DhcpAuthentication nonce =
                    new DhcpAuthentication(3, 1, 0, 0xfedc_ba98_7654_3210L, Octets.of((byte) 1, (byte) 0xaa));

            check(DhcpOption.AUTHENTICATION, nonce, "030100" + "fedcba9876543210" + "01aa");
            assertUnreadable(DhcpOption.AUTHENTICATION, "030100fedcba98765432");
            assertThat(nonce).hasToString("protocol 3, algorithm 1, replay method 0 at 18364758544493064720, 2 octets");
            assertThatThrownBy(() -> new DhcpAuthentication(256, 0, 0, 0, Octets.EMPTY))
                    .hasMessage("protocol: 256 (expected: 0..255)");
            assertThatThrownBy(() -> new DhcpAuthentication(0, 256, 0, 0, Octets.EMPTY))
                    .hasMessage("algorithm: 256 (expected: 0..255)");
            assertThatThrownBy(() -> new DhcpAuthentication(0, 0, -1, 0, Octets.EMPTY))
                    .hasMessage("replayMethod: -1 (expected: 0..255)");
        }
    }

    @Nested
    class Enterprises {
        @Test
        void classesAndInformationNameTheirMaker() {
            check(
                    DhcpOption.VENDOR_IDENTIFYING_CLASS,
                    List.of(EnterpriseData.of(343, (byte) 'P'), EnterpriseData.of(0xffff_ffffL)),
                    "0000015701" + "50" + "ffffffff00");
            check(
                    DhcpOption.VENDOR_IDENTIFYING_INFORMATION,
                    List.of(EnterpriseData.builder(3561)
                            .set(2, (byte) 'b')
                            .set(1, (byte) 'a', (byte) 'a')
                            .build()),
                    "00000de907" + "01026161" + "020162");
        }

        @Test
        void subOptionsAreFoundInTheData() {
            EnterpriseData data = read(DhcpOption.VENDOR_IDENTIFYING_INFORMATION, "00000de907" + "01026161" + "020162")
                    .get(0);

            assertThat(data.codes()).containsExactly(1, 2);
            assertThat(data.subOption(1)).contains(new byte[] {'a', 'a'});
            assertThat(data.subOption(3)).isEmpty();
            assertThat(data).hasToString("enterprise 3561: 01026161020162");
        }

        @Test
        void lengthsThatLieMakeItUnreadable() {
            assertUnreadable(
                    DhcpOption.VENDOR_IDENTIFYING_CLASS, "", "00000157", "0000015702" + "50", "0000015700" + "00");
        }

        @Test
        void whatFitsNoEntryIsRefused() {
            assertThatThrownBy(() -> EnterpriseData.of(-1)).hasMessage("enterprise: -1 (expected: 0..4294967295)");
            assertThatThrownBy(() -> EnterpriseData.of(1, new byte[256]))
                    .hasMessage("enterprise data length: 256 (expected: 0..255)");
            assertThatThrownBy(() -> EnterpriseData.builder(1).set(256)).hasMessageContaining("sub-option code: 256");
            assertThatThrownBy(() ->
                            EnterpriseData.builder(1).set(1, new byte[254]).build())
                    .hasMessage("enterprise data: 256 octets (expected: at most 255)");
        }
    }

    @Nested
    class BulkLeaseQuery {
        @Test
        void timesStatesAndStatusAreTyped() {
            check(DhcpOption.STATUS_CODE, new LeaseQueryStatus(4, "no"), "04" + "6e6f");
            check(DhcpOption.STATUS_CODE, new LeaseQueryStatus(0, ""), "00");
            check(DhcpOption.BASE_TIME, Instant.ofEpochSecond(0xffff_fffeL), "fffffffe");
            check(DhcpOption.START_TIME_OF_STATE, Duration.ofSeconds(60), "0000003c");
            check(DhcpOption.QUERY_START_TIME, Instant.ofEpochSecond(1), "00000001");
            check(DhcpOption.QUERY_END_TIME, Instant.ofEpochSecond(2), "00000002");
            check(DhcpOption.LEASE_STATE, LeaseQueryState.ACTIVE, "02");
            check(DhcpOption.DATA_SOURCE, 1, "01");
        }

        @Test
        void whatIsUnknownIsKeptAndPrinted() {
            assertThat(new LeaseQueryStatus(1, "disk\n")).hasToString("unspecified failure \"disk\\x0a\"");
            assertThat(new LeaseQueryStatus(LeaseQueryStatus.NOT_ALLOWED, "")).hasToString("not allowed");
            assertThat(new LeaseQueryStatus(5, "")).hasToString("UNKNOWN(5)");
            assertThat(LeaseQueryState.of(8))
                    .isEqualTo(LeaseQueryState.TRANSITIONING)
                    .hasToString("TRANSITIONING");
            assertThat(LeaseQueryState.of(1)).hasToString("AVAILABLE");
            assertThat(LeaseQueryState.of(0)).hasToString("UNKNOWN(0)");
            assertThat(LeaseQueryState.of(9)).hasToString("UNKNOWN(9)");
            assertUnreadable(DhcpOption.STATUS_CODE, "");
            assertThatThrownBy(() -> LeaseQueryState.of(256)).hasMessage("lease state: 256 (expected: 0..255)");
            assertThatThrownBy(() -> new LeaseQueryStatus(-1, "")).hasMessage("status code: -1 (expected: 0..255)");
            assertThatThrownBy(() -> new LeaseQueryStatus(1, "\0")).hasMessageContaining("without NUL");
        }
    }

    @Nested
    class Transition {
        @Test
        void sixRdHasPrefixesAndRelays() throws UnknownHostException {
            Inet6Address prefix = (Inet6Address) InetAddress.getByName("2001:db8::");

            check(
                    DhcpOption.SIX_RD,
                    new SixRd(8, 32, prefix, List.of(ROUTER, Ip4.of("10.0.0.2"))),
                    "08" + "20" + "20010db8000000000000000000000000" + "0a000001" + "0a000002");
            assertUnreadable(
                    DhcpOption.SIX_RD,
                    "0820" + "00".repeat(16),
                    "0820" + "00".repeat(16) + "0a0000",
                    "2120" + "00".repeat(16) + "0a000001",
                    "0881" + "00".repeat(16) + "0a000001");
            assertThatThrownBy(() -> new SixRd(33, 0, prefix, List.of(ROUTER)))
                    .hasMessage("ip4MaskLength: 33 (expected: 0..32)");
            assertThatThrownBy(() -> new SixRd(0, 129, prefix, List.of(ROUTER)))
                    .hasMessage("prefixLength: 129 (expected: 0..128)");
            assertThatThrownBy(() -> new SixRd(0, 0, prefix, List.of())).hasMessageContaining("at least one");
        }

        @Test
        void aPrefixThatLooksLikeIpv4StaysIpv6() {
            String mapped = "00".repeat(10) + "ffff" + "0a000001";

            SixRd rd = read(DhcpOption.SIX_RD, "0060" + mapped + "0a000001");

            assertThat(ByteBufUtil.hexDump(rd.prefix().getAddress())).isEqualTo(mapped);
            assertThat(hex(DhcpOption.SIX_RD, rd)).isEqualTo("0060" + mapped + "0a000001");
        }

        @Test
        void portParametersHaveFourOctets() {
            check(DhcpOption.PORT_PARAMETERS, new PortParameters(15, 16, 0xffff), "0f10ffff");
            assertUnreadable(DhcpOption.PORT_PARAMETERS, "000000", "10000000", "00110000");
            assertThatThrownBy(() -> new PortParameters(16, 0, 0)).hasMessage("offset: 16 (expected: 0..15)");
            assertThatThrownBy(() -> new PortParameters(0, 17, 0)).hasMessage("length: 17 (expected: 0..16)");
            assertThatThrownBy(() -> new PortParameters(0, 0, 0x10000)).hasMessage("set: 65536 (expected: 0..65535)");
        }
    }

    @Nested
    class Resolvers {
        @Test
        void encryptedDnsHasNameAddressesAndParameters() {
            check(
                    DhcpOption.ENCRYPTED_DNS,
                    List.of(
                            new EncryptedDns(1, "dns.example", List.of(ROUTER), Octets.of((byte) 0, (byte) 1)),
                            new EncryptedDns(0xffff, "a", List.of(), Octets.EMPTY)),
                    "0017" + "0001" + "0d" + "03646e73" + "076578616d706c65" + "00" + "04" + "0a000001" + "0001"
                            + "0006" + "ffff" + "03" + "016100");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "00",
                    "0000",
                    "0002" + "0001",
                    "0003" + "0001" + "00", // no name
                    "0006" + "0001" + "04" + "016100", // a name past the entry's end
                    "0007" + "0001" + "04" + "01610000", // something after the name
                    "0006" + "0001" + "03" + "0161ff", // no root
                    "0007" + "0001" + "03" + "016100" + "00", // no address, but parameters
                    "000a" + "0001" + "03" + "016100" + "030a0000", // no whole address
                    "000a" + "0001" + "03" + "016100" + "040a0000", // an address past the entry's end
                    "0007" + "0001" + "03" + "016100", // an entry past the option's end
                    "0005" + "0001" + "02" + "c000", // a pointer
                })
        void lengthsThatLieMakeItUnreadable(String hex) {
            assertUnreadable(DhcpOption.ENCRYPTED_DNS, hex);
        }

        @Test
        void whatFitsNoEntryIsRefused() {
            assertThatThrownBy(() -> new EncryptedDns(0x10000, "a", List.of(), Octets.EMPTY))
                    .hasMessage("priority: 65536 (expected: 0..65535)");
            assertThatThrownBy(() -> new EncryptedDns(0, "a", List.of(), Octets.of((byte) 1)))
                    .hasMessage("service parameters: 01 (expected: none without addresses)");
            assertThatThrownBy(() -> new EncryptedDns(0, "a", java.util.Collections.nCopies(64, ROUTER), Octets.EMPTY))
                    .hasMessage("resolver addresses: 64 (expected: 0..63)");
        }
    }

    @Nested
    class Others {
        @Test
        void bootstrapServersAreTextsBehindLengths() {
            check(DhcpOption.SZTP_REDIRECT, List.of("https://a", "b"), "0009" + "68747470733a2f2f61" + "0001" + "62");
            assertUnreadable(DhcpOption.SZTP_REDIRECT, "", "00", "0000", "0002" + "61", "0001" + "61" + "00");
            assertThatThrownBy(() -> hex(DhcpOption.SZTP_REDIRECT, List.of("")))
                    .hasMessageContaining("expected: not empty");
        }

        @Test
        void theRestHasItsShape() {
            check(DhcpOption.FORCERENEW_NONCE_CAPABLE, List.of(1, 255), "01ff");
            check(DhcpOption.CAPTIVE_PORTAL_OLD, "https://p", "68747470733a2f2f70");
            check(DhcpOption.VIRTUAL_SUBNET, VirtualSubnet.named("red"), "00" + "726564");
            check(DhcpOption.VIRTUAL_SUBNET, new VirtualSubnet(VirtualSubnet.GLOBAL, Octets.EMPTY), "ff");
            check(DhcpOption.WPAD, "http://wpad/wpad.dat", "687474703a2f2f777061642f777061642e646174");
            assertUnreadable(DhcpOption.FORCERENEW_NONCE_CAPABLE, "");
            assertUnreadable(DhcpOption.VIRTUAL_SUBNET, "");
            assertUnreadable(DhcpOption.SUBNET_ALLOCATION, "");
        }

        @Test
        void subnetAllocationsAreAFrame() {
            check(
                    DhcpOption.SUBNET_ALLOCATION,
                    new SubnetAllocation(1, Octets.of((byte) 1, (byte) 2, (byte) 0, (byte) 24)),
                    "01" + "01020018");
            SubnetAllocation allocation = read(DhcpOption.SUBNET_ALLOCATION, "01" + "01020018");
            assertThat(allocation.codes()).containsExactly(1);
            assertThat(allocation.subOption(1)).contains(new byte[] {0, 24});
            assertThat(allocation.subOption(2)).isEmpty();
            assertThatThrownBy(() -> new SubnetAllocation(256, Octets.EMPTY))
                    .hasMessage("flags: 256 (expected: 0..255)");
        }

        @Test
        void octetsAreEqualWhenTheyAreTheSame() {
            Octets octets = Octets.of((byte) 'a', (byte) 0xff);

            assertThat(octets)
                    .isEqualTo(Octets.of((byte) 'a', (byte) 0xff))
                    .hasSameHashCodeAs(Octets.of((byte) 'a', (byte) 0xff));
            assertThat(octets).isNotEqualTo(Octets.of("a")).hasToString("61ff");
            assertThat(octets.length()).isEqualTo(2);
            assertThat(octets.at(1)).isEqualTo(255);
            assertThat(octets.text()).isEqualTo("a\u00ff");
            assertThat(Octets.of()).isSameAs(Octets.EMPTY);
            assertThatThrownBy(() -> octets.at(2)).isInstanceOf(IndexOutOfBoundsException.class);
        }

        @Test
        void octetsAreNobodyElses() {
            byte[] source = {1};
            Octets octets = Octets.of(source);

            source[0] = 2;
            octets.toBytes()[0] = 3;

            assertThat(octets.at(0)).isEqualTo(1);
        }
    }

    private static <T> void check(DhcpOption<T> option, T value, String hex) {
        assertThat(hex(option, value)).isEqualTo(hex);
        assertThat(read(option, hex)).isEqualTo(value).hasSameHashCodeAs(value);
    }

    static <T> String hex(DhcpOption<T> option, T value) {
        ByteBuf out = Unpooled.buffer();
        option.encode(value, out);
        return ByteBufUtil.hexDump(out);
    }

    static <T> T read(DhcpOption<T> option, String hex) {
        return RawPacket.discover()
                .hexOption(option.code(), hex)
                .end()
                .packet()
                .get(option)
                .orElseThrow();
    }

    private static void assertUnreadable(DhcpOption<?> option, String... hexes) {
        for (String hex : hexes) {
            DhcpPacket packet =
                    RawPacket.discover().hexOption(option.code(), hex).end().packet();
            assertThat(packet.get(option)).as("%s of %s", option, hex).isEmpty();
            assertThat(packet.problemWith(option).orElseThrow()).contains("(expected: ");
        }
    }
}
