package io.pxe4j.ipxe.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceScanTest {
    /** netboot.xyz lists PCI devices so. */
    @Test
    void walksPciFunctionsInOrder() {
        EvaluatorBuilder evaluator = Scripts.whole()
                .pci("01:00.0", "00:1f.2")
                .pci("00:00.0")
                .set("pci/0xfa.0.2:hexraw", "8086")
                .set("pci/0xfa.2.2:hexraw", "2922");
        Run run = Scripts.run(
                evaluator,
                ":scan pciscan addr || goto done",
                "echo ${addr} ${addr:busdevfn} ${pci/${addr}.0.2}:${pci/${addr}.2.2}",
                "goto scan",
                ":done",
                "echo end ${addr}");
        assertThat(run.console())
                .isEqualTo("0x0 0000:00:00.0 :\n0xfa 0000:00:1f.2 8086:2922\n0x100 0000:01:00.0 :\nend 0x100\n");
    }

    @Test
    void walksUsbDevicesInOrder() {
        EvaluatorBuilder evaluator = Scripts.whole().usb(2, 3).usb(1, 127).usb(0, 1);
        Run run = Scripts.run(evaluator, ":scan usbscan a && echo ${a} && goto scan || echo end ${a}");
        assertThat(run.console()).isEqualTo("0x1\n0x17f\n0x203\nend 0x203\n");
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(Scripts.console("pciscan a || echo none [${a}]", "usbscan a || echo none [${a}]"))
                .isEqualTo("none []\nnone []\n");
        assertThat(Scripts.run(Scripts.whole().usb(1, 1), "pciscan a || echo none")
                        .console())
                .isEqualTo("none\n");
        assertThat(Scripts.run(Scripts.whole().pci("00:01.0"), "usbscan a || echo none")
                        .console())
                .isEqualTo("none\n");
    }

    @Test
    void goesOnBehindWhatIsThere() {
        EvaluatorBuilder evaluator = Scripts.whole().pci("00:01.0", "00:02.0", "0001:00:00.0");
        assertThat(Scripts.run(evaluator, "set a:uint16 8", "pciscan a", "echo ${a}", "pciscan b:uint32", "echo ${b}")
                        .console())
                .isEqualTo("0x10\n0x8\n");
        assertThat(Scripts.run(evaluator, "set a:uint32 0x10", "pciscan a", "echo ${a}")
                        .console())
                .isEqualTo("0x10000\n");
    }

    @Test
    void endsBehindTheLastAddress() {
        EvaluatorBuilder evaluator = Scripts.whole().pci("00:00.0").usb(0, 1);
        assertThat(Scripts.run(
                                evaluator,
                                "set a:uint32 0xffffffff",
                                "pciscan a || echo ${errno}",
                                "set b:uint16 0xffff",
                                "usbscan b || echo ${errno}",
                                "pciscan b || echo ${errno}")
                        .console())
                .isEqualTo("0x2d59e08e\n0x2d64e08e\n0x2c044087\n");
    }

    @Test
    void cannotCountWithText() {
        assertThat(Scripts.run(Scripts.whole().pci("00:00.0"), "set a x", "pciscan a || echo ${errno} ${a}")
                        .console())
                .isEqualTo("0x3c0c2083 x\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00:20.0", "00:1f.8", "1f.2", "x", "00000:00:00.0", "00:00"})
    void refusesWhatIsNoPciAddress(String address) {
        assertThatThrownBy(() -> Evaluator.builder().pci(address))
                .hasMessage("pci: " + address + " (expected: bus, device and function such as 00:1f.2)");
    }

    @Test
    void refusesWhatIsNoUsbAddress() {
        for (int[] address : new int[][] {{-1, 1}, {256, 1}, {0, 0}, {0, 128}}) {
            assertThatThrownBy(() -> Evaluator.builder().usb(address[0], address[1]))
                    .hasMessage("usb: " + address[0] + ", " + address[1] + " (expected: 0..255, 1..127)");
        }
        assertThat(Scripts.run(Scripts.whole().usb(255, 127), "usbscan a", "echo ${a}")
                        .console())
                .isEqualTo("0xff7f\n");
    }
}
