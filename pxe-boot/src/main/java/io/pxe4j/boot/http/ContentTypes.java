package io.pxe4j.boot.http;

import java.util.Map;

/** The media types of boot files; EDK2 decides by them (or by the extension) what it has downloaded. */
final class ContentTypes {
    static final String OCTETS = "application/octet-stream";
    static final String TEXT = "text/plain; charset=utf-8";

    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("efi", "application/efi"),
            Map.entry("iso", "application/vnd.efi.iso"),
            // not application/vnd.efi.img: most .img files are initial RAM disks, and EDK2 goes by the extension anyway
            Map.entry("img", OCTETS),
            Map.entry("ipxe", TEXT),
            Map.entry("cfg", TEXT),
            Map.entry("conf", TEXT),
            Map.entry("ks", TEXT),
            Map.entry("txt", TEXT),
            Map.entry("json", "application/json"),
            Map.entry("xml", "application/xml"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("yaml", "application/yaml"),
            Map.entry("yml", "application/yaml"),
            Map.entry("gz", "application/gzip"));

    private ContentTypes() {}

    static String of(String path) {
        return BY_EXTENSION.getOrDefault(RequestTarget.extension(path), OCTETS);
    }
}
