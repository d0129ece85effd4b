package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.ResultKind;

/**
 * A feature of an x86 processor, as a bit that the CPUID instruction returns.
 *
 * @param bit 0..31
 * @param extended whether it is a bit of function 0x80000001, else of function 1
 * @param inEcx whether it is a bit of the register ECX, else of EDX
 */
public record CpuFeature(int bit, boolean extended, boolean inEcx) {
    /** 64-bit mode: the processor can run an amd64 kernel. */
    public static final CpuFeature LONG_MODE = new CpuFeature(29, true, false);
    /** Physical address extension: the processor can run most 32-bit kernels of today. */
    public static final CpuFeature PAE = new CpuFeature(6, false, false);
    /** The processor runs under a hypervisor. */
    public static final CpuFeature HYPERVISOR = new CpuFeature(31, false, true);

    /** Checks the range. */
    public CpuFeature {
        Numbers.checked("cpuid bit", bit, 0, 31);
    }

    Command command() {
        Command.Writer cpuid = Command.named("cpuid");
        if (extended) {
            cpuid.flag("ext");
        }
        if (inEcx) {
            cpuid.flag("ecx");
        }
        return cpuid.word(Text.of(bit)).ends(ResultKind.CONDITION);
    }
}
