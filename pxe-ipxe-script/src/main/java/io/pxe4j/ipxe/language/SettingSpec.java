package io.pxe4j.ipxe.language;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A setting that iPXE knows by name.
 *
 * @param name the name
 * @param block the block that it belongs to, {@code smbios}; {@code netX} for what every interface has; empty where any
 *     block may hold it
 * @param tag the number by which it is found too: a DHCP option, or in a block with numbers of its own one of those;
 *     written as in a script, {@code 67}, {@code 175.3}, {@code 1.8.16}; empty if it has none
 * @param type how it is read and shown unless a script says otherwise
 * @param writable whether a script can write it
 * @param since the day of its first commit, or {@link CommandSpec#OLD}
 * @param feature the part of iPXE that it comes with; empty if every build has it
 */
public record SettingSpec(
        String name,
        String block,
        Optional<String> tag,
        SettingType type,
        boolean writable,
        LocalDate since,
        Optional<Feature> feature) {
    /** Checks that all is there. */
    public SettingSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(block, "block");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(feature, "feature");
    }

    @Override
    public String toString() {
        return name;
    }
}
