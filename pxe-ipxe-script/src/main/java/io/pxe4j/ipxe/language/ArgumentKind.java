package io.pxe4j.ipxe.language;

/** What iPXE reads a word of a command line as. */
public enum ArgumentKind {
    /** This word and all that follow, joined with single spaces. */
    TEXT,
    /** One word, taken as it is. */
    STRING,
    /** {@code strtoul} with base 0: decimal, {@code 0x} hex, leading-zero octal; an empty word is an error since 2020. */
    INTEGER,
    /** A number of milliseconds; 0 waits for ever where a command waits for a user. */
    TIMEOUT,
    /** One character, or the number of a key. */
    KEY,
    /** {@code 00112233-4455-6677-8899-aabbccddeeff}. */
    UUID,
    /** A network interface: {@code net0}, {@code netX}. */
    INTERFACE,
    /** {@code dhcp} or {@code ipv6}. */
    CONFIGURATOR,
    /** A setting that is written, or read and written, without {@code ${}}: {@code net0/ip:ipv4}. */
    SETTING,
    /** A block of settings: {@code net0}. */
    SETTINGS_BLOCK,
    /** The name of an image that is there already. */
    IMAGE,
    /** The name of an image that is there already, else the URI to fetch it from. */
    IMAGE_OR_URI,
    /** A URI. */
    URI,
    /** A URI of a SAN drive. */
    SAN_URI,
    /** A label of the running script. */
    LABEL,
    /** A drive as the BIOS numbers them. */
    DRIVE,
    /** The name of a menu or form. */
    USER_INTERFACE,
    /** The name of a menu's item, or in a form of a setting. */
    ITEM,
    /** The name of a list of request parameters. */
    PARAMETERS,
    /** The name of a command, with its own arguments in the words that follow. */
    COMMAND
}
