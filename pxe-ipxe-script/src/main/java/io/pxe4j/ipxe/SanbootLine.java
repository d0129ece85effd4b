package io.pxe4j.ipxe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code sanboot}: boots from a drive over the network (iSCSI, AoE, HTTP and others) or from a local one. */
public final class SanbootLine extends Fallible {
    private final Optional<IpxeUri> uri;
    private final List<String> flags = new ArrayList<>();
    private Optional<Drive> drive = Optional.empty();

    SanbootLine(IpxeScriptBuilder script, Optional<IpxeUri> uri) {
        super(script);
        this.uri = uri;
    }

    /** The drive number to boot from, or to connect the network drive as. */
    public SanbootLine drive(Drive number) {
        drive = Optional.of(number);
        return this;
    }

    /** Leaves out the boot firmware tables that tell an operating system of the network drive. */
    public SanbootLine noDescribe() {
        return flag("no-describe");
    }

    /** Keeps the drive connected when booting from it failed. */
    public SanbootLine keep() {
        return flag("keep");
    }

    @Override
    Command command() {
        Command.Writer sanboot = Command.named("sanboot");
        drive.ifPresent(number -> sanboot.option("drive", number.toString()));
        flags.forEach(sanboot::flag);
        uri.ifPresent(address -> sanboot.word(address.text()));
        return sanboot.ends(FailureKind.FALLIBLE);
    }

    private SanbootLine flag(String option) {
        if (!flags.contains(option)) {
            flags.add(option);
        }
        return this;
    }
}
