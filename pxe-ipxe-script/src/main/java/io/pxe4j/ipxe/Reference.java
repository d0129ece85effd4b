package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.SettingType;

/** A part of a text that stands for the value of a setting. */
sealed interface Reference permits SettingRef, IndirectSetting {
    /** The type that decides what iPXE reads and shows. */
    SettingType effectiveType();

    /** The same setting, read as another type. */
    Reference as(SettingType other);

    /** Whether the value may begin with a hyphen. */
    boolean mayStartWithHyphen();
}
