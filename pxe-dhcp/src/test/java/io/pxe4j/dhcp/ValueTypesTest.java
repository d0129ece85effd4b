package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.pxe4j.dhcp.ClientArchitecture.Platform;
import io.pxe4j.dhcp.ClientArchitecture.Processor;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values that options hold. */
class ValueTypesTest {
    private static <T> String hex(DhcpOption<T> option, T value) {
        ByteBuf out = Unpooled.buffer();
        option.encode(value, out);
        return ByteBufUtil.hexDump(out);
    }

    private static <T> T read(DhcpOption<T> option, String hex) {
        return RawPacket.discover()
                .hexOption(option.code(), hex)
                .end()
                .packet()
                .get(option)
                .orElseThrow();
    }

    @Nested
    class Addresses {
        @Test
        void ethernetIsReadAndPrintedWithColons() {
            HardwareAddress address = HardwareAddress.of("52-54-00-AB-cd-Ef");

            assertThat(address).hasToString("52:54:00:ab:cd:ef").isEqualTo(HardwareAddress.of("52:54:00:ab:cd:ef"));
            assertThat(address.type()).isEqualTo(HardwareAddress.ETHERNET);
            assertThat(address.oui()).isEqualTo(0x525400);
            assertThat(address.isEthernet()).isTrue();
            assertThat(address.toBytes()).containsExactly(0x52, 0x54, 0, 0xab, 0xcd, 0xef);
            assertThat(address.octet(5)).isEqualTo(0xef);
            assertThatThrownBy(() -> address.octet(6)).isInstanceOf(IndexOutOfBoundsException.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "52:54:00:ab:cd", "52:54:00:ab:cd:ef:01", "52:54:00:ab:cd:eg", "525400abcdef"})
        void otherTextIsRefused(String text) {
            assertThatThrownBy(() -> HardwareAddress.of(text))
                    .hasMessage("hardware address: " + text + " (expected: six octets like 52:54:00:00:00:01)");
        }

        @Test
        void otherHardwareShowsItsType() {
            assertThat(HardwareAddress.of(32)).hasToString("32/");
            assertThat(HardwareAddress.of(6, new byte[] {1, 2})).hasToString("6/01:02");
            assertThat(HardwareAddress.of(6, new byte[] {1, 2}).oui()).isEqualTo(-1);
            assertThatThrownBy(() -> HardwareAddress.of(1, new byte[17]))
                    .hasMessage("hardware address length: 17 (expected: 0..16)");
            assertThatThrownBy(() -> HardwareAddress.of(256)).hasMessage("hardware type: 256 (expected: 0..255)");
        }

        @Test
        void everyLengthKeepsItsOctetsAndNoMore() {
            for (int length = 0; length <= 16; length++) {
                byte[] octets = new byte[length];
                java.util.Arrays.fill(octets, (byte) 0xff);
                ByteBuf chaddr = Unpooled.buffer().writeLong(-1).writeLong(-1);

                HardwareAddress address = HardwareAddress.read(chaddr, 0, 1, length);

                assertThat(address.toBytes()).isEqualTo(octets);
                assertThat(address)
                        .isEqualTo(HardwareAddress.of(1, octets))
                        .hasSameHashCodeAs(HardwareAddress.of(1, octets));
            }
        }

        @Test
        void differentTypesLengthsAndOctetsDiffer() {
            HardwareAddress address = HardwareAddress.of(1, new byte[] {1, 0});

            assertThat(address)
                    .isNotEqualTo(HardwareAddress.of(2, new byte[] {1, 0}))
                    .isNotEqualTo(HardwareAddress.of(1, new byte[] {1}))
                    .isNotEqualTo(HardwareAddress.of(1, new byte[] {1, 1}))
                    .isNotEqualTo(HardwareAddress.of(1, new byte[] {2, 0}));
            assertThat(HardwareAddress.of(1, new byte[16]))
                    .isNotEqualTo(HardwareAddress.of(1, ByteBufUtil.decodeHexDump("00".repeat(15) + "01")));
        }

        @Test
        void zeroGroupAndEmptyAddressesAreNoStations() {
            assertThat(HardwareAddress.of("52:54:00:00:00:01").isStation()).isTrue();
            assertThat(HardwareAddress.of("00:00:00:00:00:00").isStation()).isFalse();
            assertThat(HardwareAddress.of("01:00:5e:00:00:01").isStation()).isFalse();
            assertThat(HardwareAddress.of("ff:ff:ff:ff:ff:ff").isStation()).isFalse();
            assertThat(HardwareAddress.of(32).isStation()).isFalse();
            assertThat(HardwareAddress.of(6, new byte[] {1}).isStation()).isTrue();
        }
    }

    @Nested
    class Architectures {
        @Test
        void theRegistryIsWhole() {
            for (int value = 0; value <= 41; value++) {
                assertThat(ClientArchitecture.of(value).isKnown()).isTrue();
                assertThat(ClientArchitecture.of(value).value()).isEqualTo(value);
                assertThat(ClientArchitecture.of(value).toString()).doesNotContain("UNKNOWN", "null");
            }
            assertThat(ClientArchitecture.of(42).isKnown()).isFalse();
        }

        @Test
        void sevenAndNineAreBothX64() {
            assertThat(ClientArchitecture.of(7).processor()).isEqualTo(Processor.X64);
            assertThat(ClientArchitecture.of(9).processor()).isEqualTo(Processor.X64);
            assertThat(ClientArchitecture.of(7)).isNotEqualTo(ClientArchitecture.of(9));
        }

        @Test
        void unknownNumbersSurvive() {
            ClientArchitecture odd = ClientArchitecture.of(0x1234);

            assertThat(odd).hasToString("UNKNOWN(4660)").isEqualTo(ClientArchitecture.of(0x1234));
            assertThat(odd.processor()).isEqualTo(Processor.OTHER);
            assertThat(odd.platform()).isEqualTo(Platform.OTHER);
            assertThat(odd.isHttp()).isFalse();
            assertThat(ClientArchitecture.of(65535).isUefi()).isFalse();
            assertThatThrownBy(() -> ClientArchitecture.of(65536))
                    .hasMessage("architecture: 65536 (expected: 0..65535)");
            assertThatThrownBy(() -> ClientArchitecture.of(-1)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void httpNumbersSayHttp() {
            for (int value = 0; value <= 41; value++) {
                assertThat(ClientArchitecture.of(value).isHttp())
                        .isEqualTo(ClientArchitecture.of(value).toString().endsWith("HTTP"));
            }
            assertThat(ClientArchitecture.X64_UEFI_HTTP.isUefi()).isTrue();
            assertThat(ClientArchitecture.X86_BIOS.isBios()).isTrue();
            assertThat(ClientArchitecture.ARM64_UEFI.isBios()).isFalse();
        }
    }

    @Nested
    class VendorClasses {
        @Test
        void firmwareTellsItsArchitectureAndUndi() {
            VendorClass vendor = VendorClass.of("PXEClient:Arch:00007:UNDI:003016");

            assertThat(vendor.isPxeClient()).isTrue();
            assertThat(vendor.isHttpClient()).isFalse();
            assertThat(vendor.architecture()).contains(ClientArchitecture.X64_UEFI);
            assertThat(vendor.undi()).contains(NetworkInterfaceIdentifier.undi(3, 16));
            assertThat(VendorClass.pxeClient(ClientArchitecture.X64_UEFI, NetworkInterfaceIdentifier.undi(3, 16)))
                    .isEqualTo(vendor);
        }

        @Test
        void httpFirmwareToo() {
            VendorClass vendor =
                    VendorClass.httpClient(ClientArchitecture.X64_UEFI_HTTP, NetworkInterfaceIdentifier.undi(3, 1));

            assertThat(vendor.text()).isEqualTo("HTTPClient:Arch:00016:UNDI:003001");
            assertThat(vendor.isHttpClient()).isTrue();
            assertThat(vendor.isPxeClient()).isFalse();
            assertThat(vendor.architecture()).contains(ClientArchitecture.X64_UEFI_HTTP);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "PXEClient",
                    "PXEClient:Arch:xxxxx:UNDI:003000",
                    "PXEClient:Arch:99999:UNDI:003000",
                    "MSFT 5.0",
                    "PXEClient:Arch:7"
                })
        void otherTextTellsNoArchitecture(String text) {
            assertThat(VendorClass.of(text).architecture()).isEmpty();
        }

        @Test
        void anUndiOutOfRangeOrAbsentIsNone() {
            assertThat(VendorClass.of("PXEClient:Arch:00000:UNDI:999000").undi())
                    .isEmpty();
            assertThat(VendorClass.of("PXEClient:Arch:00000").undi()).isEmpty();
            assertThat(VendorClass.of("PXEClient:Arch:00000").architecture()).contains(ClientArchitecture.X86_BIOS);
            assertThat(VendorClass.of("x\n")).hasToString("x\\x0a");
        }
    }

    @Nested
    class UserClasses {
        @Test
        void countedNamesAreAList() {
            UserClass user = UserClass.of("iPXE", "lab");

            assertThat(hex(DhcpOption.USER_CLASS, user)).isEqualTo("0469505845" + "036c6162");
            assertThat(read(DhcpOption.USER_CLASS, "0469505845036c6162"))
                    .isEqualTo(user)
                    .hasSameHashCodeAs(user);
            assertThat(user.names()).containsExactly("iPXE", "lab");
            assertThat(user.contains("lab")).isTrue();
            assertThat(user.contains("LAB")).isFalse();
            assertThat(user).hasToString("iPXE,lab");
        }

        @Test
        void aBareNameIsOneString() {
            assertThat(hex(DhcpOption.USER_CLASS, UserClass.IPXE)).isEqualTo("69505845");
            assertThat(UserClass.IPXE.counted()).isEmpty();
            assertThat(UserClass.IPXE.names()).containsExactly("iPXE");
            assertThat(UserClass.GPXE.contains("gPXE")).isTrue();
            assertThat(UserClass.GPXE).isNotEqualTo(UserClass.IPXE);
        }

        @Test
        void countsThatAlmostFitAreNone() {
            assertThat(read(DhcpOption.USER_CLASS, "0361").counted()).isEmpty();
            assertThat(read(DhcpOption.USER_CLASS, "016100").counted()).isEmpty();
            assertThat(read(DhcpOption.USER_CLASS, "016105").names()).hasSize(1);
        }

        @Test
        void whatCannotBeWrittenIsRefused() {
            assertThatThrownBy(UserClass::of).hasMessageContaining("at least one name");
            assertThatThrownBy(() -> UserClass.of("")).hasMessage("user class length: 0 (expected: 1..255)");
            assertThatThrownBy(() -> UserClass.bare("")).hasMessageContaining("at least one character");
        }
    }

    @Nested
    class Identifiers {
        private static final UUID UUID_1 = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

        @Test
        void aMachineIdIsReadInBothOrders() {
            MachineId id = read(DhcpOption.MACHINE_ID, "00" + "33221100554477668899aabbccddeeff");

            assertThat(id.uuid()).isEqualTo(UUID_1);
            assertThat(id.bigEndianUuid()).isEqualTo(UUID.fromString("33221100-5544-7766-8899-aabbccddeeff"));
            assertThat(id.matches(UUID_1)).isTrue();
            assertThat(id.matches(id.bigEndianUuid())).isTrue();
            assertThat(id.matches(new UUID(1, 2))).isFalse();
            assertThat(id).hasToString(UUID_1.toString()).isEqualTo(MachineId.of(UUID_1));
        }

        @Test
        void aMachineIdIsWrittenInBothOrders() {
            assertThat(hex(DhcpOption.MACHINE_ID, MachineId.of(UUID_1)))
                    .isEqualTo("00" + "33221100554477668899aabbccddeeff");
            assertThat(hex(DhcpOption.MACHINE_ID, MachineId.ofBigEndian(UUID_1)))
                    .isEqualTo("00" + "00112233445566778899aabbccddeeff");
            assertThat(MachineId.of(UUID.fromString("f0f1f2f3-f4f5-f6f7-f8f9-fafbfcfdfeff"))
                            .uuid())
                    .hasToString("f0f1f2f3-f4f5-f6f7-f8f9-fafbfcfdfeff");
        }

        @Test
        void aMachineIdOfZerosOrOnesTellsNothing() {
            assertThat(MachineId.of(UUID_1).isPlausible()).isTrue();
            assertThat(new MachineId(0, 0).isPlausible()).isFalse();
            assertThat(new MachineId(-1, -1).isPlausible()).isFalse();
            assertThat(new MachineId(-1, 0).isPlausible()).isTrue();
        }

        @Test
        void aMachineIdOfAnotherTypeOrLengthIsNone() {
            for (String hex : new String[] {"00", "01" + "00".repeat(16), "00".repeat(16), "00".repeat(18)}) {
                assertThat(RawPacket.discover()
                                .hexOption(97, hex)
                                .end()
                                .packet()
                                .get(DhcpOption.MACHINE_ID))
                        .isEmpty();
            }
        }

        @Test
        void aClientIdentifierOfHardwareHoldsItsTypeAndAddress() {
            ClientIdentifier id = ClientIdentifier.of(HardwareAddress.of("52:54:00:00:00:01"));

            assertThat(hex(DhcpOption.CLIENT_IDENTIFIER, id)).isEqualTo("01525400000001");
            assertThat(id.type()).isEqualTo(1);
            assertThat(id.id()).hasSize(6);
            assertThat(id.iaid()).isEmpty();
            assertThat(id.duid()).isEmpty();
            assertThat(id).hasToString("01:525400000001");
            assertThat(read(DhcpOption.CLIENT_IDENTIFIER, "01525400000001"))
                    .isEqualTo(id)
                    .hasSameHashCodeAs(id);
        }

        @Test
        void aClientIdentifierOfRfc4361HoldsInterfaceAndHost() {
            ClientIdentifier id = ClientIdentifier.of(0x8000_0001L, new byte[] {0, 4, 9});

            assertThat(hex(DhcpOption.CLIENT_IDENTIFIER, id)).isEqualTo("ff80000001000409");
            assertThat(id.iaid()).hasValue(0x8000_0001L);
            assertThat(id.duid()).contains(new byte[] {0, 4, 9});
            assertThat(ClientIdentifier.of(255, (byte) 1).iaid()).isEmpty();
            assertThat(ClientIdentifier.of(255, (byte) 1).duid()).isEmpty();
        }

        @Test
        void clientIdentifiersThatCannotBeAreRefused() {
            assertThatThrownBy(() -> ClientIdentifier.of(0)).hasMessageContaining("at least 1");
            assertThatThrownBy(() -> ClientIdentifier.of(256, (byte) 1)).hasMessage("type: 256 (expected: 0..255)");
            assertThatThrownBy(() -> ClientIdentifier.of(-1L, new byte[3])).hasMessageContaining("IAID");
            assertThatThrownBy(() -> ClientIdentifier.of(1L, new byte[2])).hasMessageContaining("DUID: 2 octets");
        }

        @Test
        void aNetworkInterfaceIsTypeAndVersion() {
            assertThat(hex(DhcpOption.CLIENT_NDI, NetworkInterfaceIdentifier.undi(3, 16)))
                    .isEqualTo("010310");
            assertThat(read(DhcpOption.CLIENT_NDI, "010310")).hasToString("UNDI 3.16");
            assertThat(read(DhcpOption.CLIENT_NDI, "02ff01")).hasToString("type 2 255.1");
            assertThatThrownBy(() -> NetworkInterfaceIdentifier.undi(256, 0))
                    .hasMessage("major: 256 (expected: 0..255)");
            assertThatThrownBy(() -> NetworkInterfaceIdentifier.undi(0, 256))
                    .hasMessage("minor: 256 (expected: 0..255)");
            assertThatThrownBy(() -> new NetworkInterfaceIdentifier(256, 0, 0))
                    .hasMessage("type: 256 (expected: 0..255)");
        }

        @Test
        void aRequestListKeepsItsOrder() {
            ParameterRequestList list = ParameterRequestList.of(DhcpOption.BOOTFILE_NAME, DhcpOption.SUBNET_MASK);

            assertThat(hex(DhcpOption.PARAMETER_REQUEST_LIST, list)).isEqualTo("4301");
            assertThat(read(DhcpOption.PARAMETER_REQUEST_LIST, "4301"))
                    .isEqualTo(list)
                    .hasSameHashCodeAs(list);
            assertThat(list.contains(DhcpOption.SUBNET_MASK)).isTrue();
            assertThat(list.contains(DhcpOption.ROUTERS)).isFalse();
            assertThat(list).hasToString("67,1");
            assertThatThrownBy(() -> ParameterRequestList.of(new int[0])).hasMessageContaining("at least one code");
            assertThatThrownBy(() -> ParameterRequestList.of(256)).hasMessage("option code: 256 (expected: 0..255)");
        }

        @Test
        void messageTypesKeepEveryNumber() {
            assertThat(DhcpMessageType.of(1)).isSameAs(DhcpMessageType.DISCOVER).hasToString("DISCOVER");
            assertThat(DhcpMessageType.of(18)).isSameAs(DhcpMessageType.TLS).hasToString("TLS");
            assertThat(DhcpMessageType.of(0)).hasToString("UNKNOWN(0)");
            assertThat(DhcpMessageType.of(255)).hasToString("UNKNOWN(255)");
            assertThatThrownBy(() -> DhcpMessageType.of(256)).hasMessage("message type: 256 (expected: 0..255)");
        }
    }

    @Nested
    class Ipv4 {
        @Test
        void isReadAndPrintedInDottedDecimal() {
            assertThat(Ip4.of("255.0.10.1")).hasToString("255.0.10.1").isEqualTo(new Ip4(0xff000a01));
            assertThat(Ip4.of("0.0.0.0").isAny()).isTrue();
            assertThat(Ip4.of("10.0.0.1").toInetAddress().getHostAddress()).isEqualTo("10.0.0.1");
            assertThat(Ip4.of(Ip4.of("192.168.0.255").toInetAddress())).hasToString("192.168.0.255");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "1.2.3", "1.2.3.4.5", "256.0.0.1", "a.b.c.d", "1..2.3", "-1.0.0.0"})
        void otherTextIsRefused(String text) {
            assertThatThrownBy(() -> Ip4.of(text)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void countsUpwardsPastTheSignBit() {
            assertThat(Ip4.of("127.255.255.255")).isLessThan(Ip4.of("128.0.0.0"));
            assertThat(Ip4.of("10.0.1.1").sameNetwork(Ip4.of("10.0.2.1"), 22)).isTrue();
            assertThat(Ip4.of("10.0.1.1").sameNetwork(Ip4.of("10.0.2.1"), 24)).isFalse();
            assertThat(Ip4.of("10.0.1.1").sameNetwork(Ip4.of("200.0.2.1"), 0)).isTrue();
            assertThat(Ip4.of("10.0.1.1").sameNetwork(Ip4.of("10.0.1.2"), 32)).isFalse();
        }
    }
}
