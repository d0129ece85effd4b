package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.ImageArgument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code kernel}: fetches a kernel, or a boot loader such as {@code wimboot}, and selects it for {@code boot}. */
public final class KernelLine extends ImageLine<KernelLine> {
    private final List<Text> awaited = new ArrayList<>();

    KernelLine(IpxeScriptBuilder script, String command, Text image) {
        super(script, command, image);
    }

    /** The name of the image; without it, the last part of its address. Parts as {@link Text#of}. */
    public KernelLine named(Object... name) {
        return imageName(Text.of(name));
    }

    /**
     * Tells the kernel to take all images that are loaded, one after another, as its initrd: {@code initrd.magic}.
     * UEFI only, with iPXE of 21 May 2021 or newer; elsewhere a kernel gets them all anyway.
     */
    public KernelLine allInitrds() {
        return appendArgs(Text.of(ImageArgument.ALL_INITRDS.toString()));
    }

    /**
     * Tells the kernel, by {@code initrd=}, the names of the initrds to look for, in this order. It does not load them:
     * each needs a line of its own, {@link IpxeScriptBuilder#initrd}.
     *
     * @throws IllegalArgumentException if two have the same name, which UEFI compares without regard to case
     */
    public KernelLine initrd(Initrd... initrds) {
        for (Initrd initrd : initrds) {
            Text name = initrd.name();
            boolean twice = awaited.stream().anyMatch(other -> lower(other).equals(lower(name)));
            if (twice) {
                throw new IllegalArgumentException(
                        "initrd: two are named " + name + " (expected: a name of its own each)");
            }
            awaited.add(name);
            appendArgs(Text.of("initrd=", name));
        }
        return this;
    }

    /**
     * Adds to the command line; a space separates it from what is there already. The parts are those of
     * {@link Text#of}.
     */
    public KernelLine args(Object... text) {
        return appendArgs(Text.of(text));
    }

    @Override
    Command command() {
        return writer().awaits(awaited).fallible();
    }

    private static String lower(Text name) {
        return name.toString().toLowerCase(Locale.ROOT);
    }
}
