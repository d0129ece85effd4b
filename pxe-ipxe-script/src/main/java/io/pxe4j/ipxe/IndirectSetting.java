package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.PredefinedSettings;
import io.pxe4j.ipxe.language.SettingSpec;
import io.pxe4j.ipxe.language.SettingType;
import java.util.List;
import java.util.Optional;

/**
 * A setting whose name holds the value of another one: <code>${net${nic}/mac}</code>. As a part of a text it stands for
 * the value that it has when the line runs.
 *
 * <pre>{@code
 * SettingRef address = SettingRef.of("addr");
 * IndirectSetting vendor = IndirectSetting.of("pci/", address, ".0.2");   // ${pci/${addr}.0.2}
 * }</pre>
 *
 * <p>iPXE expands the innermost setting first ({@code core/settings.c:expand_settings}).
 */
public final class IndirectSetting implements Reference {
    private final List<Object> parts;
    private final Optional<SettingType> type;

    private IndirectSetting(List<Object> parts, Optional<SettingType> type) {
        this.parts = parts;
        this.type = type;
    }

    /**
     * A setting whose path is put together from these parts: strings, and the settings whose values stand between them.
     *
     * @throws IllegalArgumentException if iPXE would cut or expand a literal part, or no part is a setting
     */
    public static IndirectSetting of(Object... path) {
        List<Object> parts = Text.of(path).parts();
        for (Object part : parts) {
            if (part instanceof String literal
                    && literal.chars().anyMatch(c -> Characters.isBlankOrControl(c) || ":${}\\".indexOf(c) >= 0)) {
                throw new IllegalArgumentException("setting: " + Characters.quote(literal)
                        + " (expected: no blanks, : $ { } or backslashes; the type is given by as(...))");
            }
        }
        if (parts.stream().allMatch(String.class::isInstance)) {
            throw new IllegalArgumentException(
                    "setting: no part is a setting (expected: SettingRef.of for a plain name)");
        }
        return new IndirectSetting(parts, Optional.empty());
    }

    /** This setting read as another type. */
    @Override
    public IndirectSetting as(SettingType other) {
        return new IndirectSetting(parts, Optional.of(other));
    }

    /** The path as a script writes it: <code>net${nic}/mac:hexhyp</code>. */
    public String path() {
        StringBuilder path = new StringBuilder();
        parts.forEach(path::append);
        type.ifPresent(t -> path.append(':').append(t));
        return path.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IndirectSetting setting && parts.equals(setting.parts) && type.equals(setting.type);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** The setting as a text holds it: <code>${net${nic}/mac}</code>. */
    @Override
    public String toString() {
        return "${" + path() + "}";
    }

    /** The type by its name, if the name is known: what stands behind the slash of the last part. */
    @Override
    public SettingType effectiveType() {
        return type.or(this::typeOfName).orElse(SettingType.STRING);
    }

    @Override
    public boolean mayStartWithHyphen() {
        return effectiveType().mayStartWithHyphen();
    }

    private Optional<SettingType> typeOfName() {
        if (!(parts.get(parts.size() - 1) instanceof String last) || last.indexOf('/') < 0) {
            return Optional.empty();
        }
        return PredefinedSettings.find(last.substring(last.lastIndexOf('/') + 1))
                .map(SettingSpec::type);
    }
}
