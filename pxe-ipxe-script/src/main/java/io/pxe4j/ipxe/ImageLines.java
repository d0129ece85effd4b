package io.pxe4j.ipxe;

/** The lines of a script that fetch images, and those that work on them. */
public sealed interface ImageLines permits IpxeScriptBuilder {
    /** Fetches a kernel and selects it for {@link #boot()}. The parts are those of {@link IpxeUri#of}. */
    default KernelLine kernel(Object... uri) {
        return new KernelLine(script().begin(), "kernel", IpxeUri.of(uri).text());
    }

    /** Fetches a file that goes with the kernel. */
    default InitrdLine initrd(Initrd initrd) {
        return new InitrdLine(script().begin(), initrd);
    }

    /** Fetches an image and does nothing else with it. The parts are those of {@link IpxeUri#of}. */
    default FetchLine imgfetch(Object... uri) {
        return new FetchLine(script().begin(), IpxeUri.of(uri));
    }

    /** Selects an image that is there already, by its name, for {@link #boot()}. Parts as {@link Text#of}. */
    default KernelLine imgselect(Object... image) {
        return new KernelLine(script().begin(), "imgselect", Arguments.image("imgselect", image));
    }

    /** Gives an image, by its name or its address, a new command line. */
    default ImgargsLine imgargs(Object... image) {
        return new ImgargsLine(script().begin(), Arguments.image("imgargs", image));
    }

    /** Fetches an image or another script and runs it; a script comes back when done. Parts as {@link IpxeUri#of}. */
    default ChainLine chain(Object... uri) {
        return new ChainLine(script().begin(), "chain", IpxeUri.of(uri).text());
    }

    /**
     * Boots the kernel that was selected before. Where none was selected, iPXE says so and takes that for success: the
     * script goes on below.
     */
    default ChainLine boot() {
        return new ChainLine(script().begin(), "boot", Text.of());
    }

    /** Runs an image that is there already, by its name. The parts are those of {@link Text#of}. */
    default ChainLine boot(Object first, Object... more) {
        return new ChainLine(script().begin(), "boot", Arguments.image("boot", first, Text.of(more)));
    }

    /** Prints a list of all images. */
    default IpxeScriptBuilder imgstat() {
        return script().add(Command.named("imgstat").neverFails());
    }

    /** Prints these images; fails if one of the names is not there. Each is a part of {@link Text#of}. */
    default Fallible imgstat(Object first, Object... more) {
        return onImages("imgstat", first, more);
    }

    /** Forgets all images. */
    default IpxeScriptBuilder imgfree() {
        return script().add(Command.named("imgfree").neverFails());
    }

    /** Forgets these images; fails if one of the names is not there. Each is a part of {@link Text#of}. */
    default Fallible imgfree(Object first, Object... more) {
        return onImages("imgfree", first, more);
    }

    /** Unpacks an image, by its name or its address. */
    default ImgextractLine imgextract(Object... image) {
        return new ImgextractLine(script().begin(), Arguments.image("imgextract", image));
    }

    /** Puts what an image holds into a setting. */
    default ImgsetLine imgset(SettingRef target, Object... image) {
        return new ImgsetLine(script().begin(), target, Arguments.image("imgset", image));
    }

    /**
     * Makes an image of what is in memory.
     *
     * @param address 0..2^63-1
     * @param length in bytes, 1..2^63-1
     */
    default Fallible imgmem(long address, long length) {
        return imgmem(Text.of(), address, length);
    }

    /** The same, with a name for the image. */
    default Fallible imgmem(Text name, long address, long length) {
        Numbers.checked("address", address, 0, Long.MAX_VALUE);
        Numbers.checked("length", length, 1, Long.MAX_VALUE);
        Command.Writer imgmem = Command.named("imgmem");
        if (!name.isEmpty()) {
            imgmem.option("name", name);
        }
        return script().fallible(
                        imgmem.word(Text.of("0x" + Long.toHexString(address))).word(Text.of(length)));
    }

    /** Says that from now on only images that are trusted may run. */
    default TrustLine imgtrust() {
        return new TrustLine(script().begin());
    }

    /** Checks the signature of an image. Both are names or addresses, parts of {@link Text#of}. */
    default ImgverifyLine imgverify(Object image, Object signature) {
        return new ImgverifyLine(
                script().begin(), Arguments.image("imgverify", image), Arguments.image("imgverify", signature));
    }

    /** Decrypts an image. Both are names or addresses, parts of {@link Text#of}. */
    default ImgdecryptLine imgdecrypt(Object image, Object envelope) {
        return new ImgdecryptLine(
                script().begin(), Arguments.image("imgdecrypt", image), Arguments.image("imgdecrypt", envelope));
    }

    /** Prints the sums of images. Each is a name or an address, a part of {@link Text#of}. */
    default DigestLine digest(Digest digest, Object first, Object... more) {
        return new DigestLine(script().begin(), digest, Arguments.images(both(first, more)));
    }

    /** Starts the kernel through this shim under Secure Boot; stands after the kernel's line. */
    default ShimLine shim(Object... image) {
        return new ShimLine(script().begin(), Arguments.image("shim", image));
    }

    /** Forgets the shim. */
    default IpxeScriptBuilder clearShim() {
        return script().add(Command.named("shim").neverFails());
    }

    /** Gives the kernel this device tree. */
    default FdtLine fdt(Object... image) {
        return new FdtLine(script().begin(), Arguments.image("fdt", image));
    }

    /** Forgets the device tree. */
    default IpxeScriptBuilder clearFdt() {
        return script().add(Command.named("fdt").neverFails());
    }

    private Fallible onImages(String command, Object first, Object... more) {
        Command.Writer writer = Command.named(command);
        Arguments.images(both(first, more)).forEach(writer::word);
        return script().fallible(writer);
    }

    private static Object[] both(Object first, Object... more) {
        Object[] all = new Object[more.length + 1];
        all[0] = first;
        System.arraycopy(more, 0, all, 1, more.length);
        return all;
    }

    private IpxeScriptBuilder script() {
        return (IpxeScriptBuilder) this;
    }
}
