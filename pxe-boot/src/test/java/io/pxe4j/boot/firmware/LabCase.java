package io.pxe4j.boot.firmware;

import java.nio.file.Path;
import java.util.List;

/** What boots: the machine, and the line on its console that only a finished boot prints. */
enum LabCase {
    /** The iPXE option ROM that QEMU's network cards bring, on a PC BIOS: loads undionly.kpxe, then a script. */
    BIOS_IPXE("LAB-SCRIPT-OK 52:54:00:00:00:01 pcbios", 180) {
        @Override
        List<String> machine(Path vars) {
            return bios();
        }
    },
    /** The same, then a Linux kernel and its RAM disk, loaded by the script. */
    LINUX("LAB-LINUX-OK", 400) {
        @Override
        List<String> machine(Path vars) {
            return bios();
        }
    },
    /** EDK2's own PXE client: loads snponly.efi, then a script. */
    UEFI_PXE("LAB-SCRIPT-OK 52:54:00:00:00:01 efi", 300) {
        @Override
        List<String> machine(Path vars) {
            return uefi(vars);
        }
    },
    /** EDK2's HTTP boot, with PXE switched off in the firmware. */
    UEFI_HTTP("LAB-SCRIPT-OK 52:54:00:00:00:01 efi", 300) {
        @Override
        List<String> machine(Path vars) {
            return concat(
                    uefi(vars),
                    "-fw_cfg",
                    "name=opt/org.tianocore/IPv4PXESupport,string=n",
                    "-fw_cfg",
                    "name=opt/org.tianocore/IPv6PXESupport,string=n");
        }
    };

    private static final String MAC = "52:54:00:00:00:01";

    private final String proof;
    private final int seconds;

    LabCase(String proof, int seconds) {
        this.proof = proof;
        this.seconds = seconds;
    }

    /** QEMU's arguments but the network's other end; {@code vars} is a copy of the UEFI variable store. */
    abstract List<String> machine(Path vars);

    String proof() {
        return proof;
    }

    int seconds() {
        return seconds;
    }

    private static List<String> bios() {
        return List.of("-M", "pc", "-m", "512", "-boot", "n", "-device", "e1000,netdev=n0,mac=" + MAC);
    }

    private static List<String> uefi(Path vars) {
        return List.of(
                "-M",
                "q35",
                "-m",
                "1024",
                "-drive",
                "if=pflash,format=raw,readonly=on,file=" + Lab.OVMF_CODE,
                "-drive",
                "if=pflash,format=raw,file=" + vars,
                // romfile= : no iPXE on the card, so that EDK2's own client does the work
                "-device",
                "virtio-net-pci,netdev=n0,romfile=,mac=" + MAC + ",bootindex=1");
    }

    private static List<String> concat(List<String> first, String... more) {
        return java.util.stream.Stream.concat(first.stream(), java.util.stream.Stream.of(more))
                .toList();
    }
}
