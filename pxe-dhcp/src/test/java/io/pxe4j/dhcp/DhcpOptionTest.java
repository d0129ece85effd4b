package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DhcpOptionTest {
    /** One golden value of each shape: what is set, and its octets. */
    @Test
    void writesAndReadsEachShapeOfValue() {
        check(DhcpOption.SUBNET_MASK, Ip4.of("255.255.255.0"), "ffffff00");
        check(DhcpOption.TIME_OFFSET, -3600, "fffff1f0");
        check(DhcpOption.ROUTERS, List.of(Ip4.of("10.0.0.1"), Ip4.of("10.0.0.2")), "0a0000010a000002");
        check(DhcpOption.HOST_NAME, "h\u00f6st", "68c3b67374");
        check(DhcpOption.BOOT_FILE_SIZE, 65535, "ffff");
        check(DhcpOption.LEASE_TIME, Duration.ofHours(1), "00000e10");
        check(DhcpOption.LEASE_TIME, DhcpOption.INFINITE_LEASE, "ffffffff");
        check(DhcpOption.MESSAGE_TYPE, DhcpMessageType.of(200), "c8");
        check(DhcpOption.RAPID_COMMIT, true, "");
        check(DhcpOption.AUTO_CONFIGURE, true, "01");
        check(DhcpOption.AUTO_CONFIGURE, false, "00");
        check(
                DhcpOption.CLIENT_ARCHITECTURE,
                List.of(ClientArchitecture.X64_UEFI, ClientArchitecture.of(65535)),
                "0007ffff");
        check(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT, "505845436c69656e74");
        check(DhcpOption.TFTP_SERVER_ADDRESSES, List.of(Ip4.of("10.0.0.1")), "0a000001");
    }

    @Test
    void everyConstantHasItsOwnCodeAndIsFoundByIt() throws IllegalAccessException {
        List<DhcpOption<?>> constants = constants();

        assertThat(constants).extracting(DhcpOption::code).doesNotHaveDuplicates();
        assertThat(constants)
                .allSatisfy(option -> assertThat(DhcpOption.of(option.code())).isSameAs(option));
        assertThat(constants.stream().map(DhcpOption::code).collect(Collectors.toSet()))
                .containsAll(
                        Set.of(1, 3, 6, 12, 15, 43, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 66, 67, 77, 82, 93))
                .containsAll(
                        Set.of(2, 4, 5, 7, 13, 17, 18, 22, 26, 28, 33, 40, 41, 42, 80, 81, 90, 91, 92, 94, 97, 100))
                .containsAll(Set.of(101, 108, 114, 116, 118, 119, 121, 124, 125, 128, 129, 130, 131, 132, 133, 134))
                .containsAll(Set.of(135, 138, 143, 144, 145, 150, 151, 152, 153, 154, 155, 156, 157, 159, 160, 161))
                .containsAll(Set.of(162, 175, 176, 177, 201, 202, 203, 208, 209, 210, 211, 212, 220, 221, 252));
    }

    @Test
    void everyConstantSaysHowItIsReadWithoutThrowing() throws IllegalAccessException {
        for (DhcpOption<?> option : constants()) {
            for (int size = 0; size <= 255; size++) {
                DhcpPacket packet = RawPacket.discover()
                        .option(option.code() == 53 ? 12 : option.code(), new byte[size])
                        .end()
                        .packet();
                boolean read = packet.get(option).isPresent();
                boolean there = packet.has(option);

                assertThat(packet.problemWith(option).isPresent()).isEqualTo(there && !read);
            }
        }
    }

    @Test
    void codesWithoutConstantAreOctetsOrText() {
        check(DhcpOption.bytes(224), new byte[] {1, 2}, "0102");
        check(DhcpOption.text(225), "a", "61");
        assertThat(DhcpOption.of(224).name()).isEqualTo("option 224");
        assertThat(DhcpOption.bytes(43).name()).isEqualTo("vendor specific");
        assertThat(DhcpOption.BOOTFILE_NAME).hasToString("67 (bootfile name)");
        for (int code : new int[] {-1, 0, 255, 256}) {
            assertThatThrownBy(() -> DhcpOption.bytes(code)).hasMessage("option code: " + code + " (expected: 1..254)");
            assertThatThrownBy(() -> DhcpOption.text(code)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> DhcpOption.of(code)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void textLosesItsTrailingNuls() {
        assertThat(RawPacket.discover()
                        .option(67, "pxelinux.0\0")
                        .end()
                        .packet()
                        .get(DhcpOption.BOOTFILE_NAME))
                .contains("pxelinux.0");
    }

    @Test
    void everyRefusalNamesTheOptionTheValueAndTheRange() {
        Map<DhcpOption<Integer>, Integer> wrong = Map.of(
                DhcpOption.BOOT_FILE_SIZE, 65536, DhcpOption.INTERFACE_MTU, -1, DhcpOption.MAX_MESSAGE_SIZE, 70000);

        wrong.forEach((option, value) -> assertThatThrownBy(() -> option.encode(value, Unpooled.buffer()))
                .hasMessage(option + ": value: " + value + " (expected: 0..65535)"));
    }

    private static List<DhcpOption<?>> constants() throws IllegalAccessException {
        List<DhcpOption<?>> all = new java.util.ArrayList<>();
        for (var field : DhcpOption.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == DhcpOption.class) {
                all.add((DhcpOption<?>) field.get(null));
            }
        }
        return all;
    }

    private static <T> void check(DhcpOption<T> option, T value, String hex) {
        ByteBuf out = Unpooled.buffer();
        option.encode(value, out);
        assertThat(ByteBufUtil.hexDump(out)).isEqualTo(hex);
        if (option.code() != 53) {
            T read = RawPacket.discover()
                    .hexOption(option.code(), hex)
                    .end()
                    .packet()
                    .get(option)
                    .orElseThrow();
            assertThat(Arrays.asList(read)).usingRecursiveComparison().isEqualTo(Arrays.asList(value));
        }
    }
}
