package io.pxe4j.dhcp;

import java.util.HashMap;
import java.util.Map;

/** The keys of one space of sub-options by their code. */
final class SubOptionNames {
    private final Map<Integer, SubOption<?>> known = new HashMap<>();

    <S extends SubOption<?>> S add(S option) {
        known.putIfAbsent(option.code(), option);
        return option;
    }

    /** The name of the first key of that code, else {@code sub-option n}. */
    String name(int code) {
        SubOption<?> option = known.get(code);
        return option != null ? option.name() : "sub-option " + code;
    }

    OptionFormat<?> format(int code) {
        SubOption<?> option = known.get(code);
        return option != null ? option.format() : OptionFormats.OCTETS;
    }
}
