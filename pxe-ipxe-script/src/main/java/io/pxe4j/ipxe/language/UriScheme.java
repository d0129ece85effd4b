package io.pxe4j.ipxe.language;

import java.util.Locale;
import java.util.Optional;

/** A scheme of the URIs that iPXE opens. */
public enum UriScheme {
    /** {@code http://host/path}. */
    HTTP("http", 80, Use.FETCH, Feature.DOWNLOAD_PROTO_HTTP),
    /** {@code https://host/path}. */
    HTTPS("https", 443, Use.FETCH, Feature.DOWNLOAD_PROTO_HTTPS),
    /** {@code tftp://host/path}. */
    TFTP("tftp", 69, Use.FETCH, Feature.DOWNLOAD_PROTO_TFTP),
    /** TFTP with multicast, RFC 2090. */
    TFTM("tftm", 69, Use.FETCH, Feature.DOWNLOAD_PROTO_TFTP),
    /** The multicast TFTP of PXE. */
    MTFTP("mtftp", 1759, Use.FETCH, Feature.DOWNLOAD_PROTO_TFTP),
    /** {@code ftp://user:password@host/path}. */
    FTP("ftp", 21, Use.FETCH, Feature.DOWNLOAD_PROTO_FTP),
    /** {@code nfs://host/export/file}. */
    NFS("nfs", 2049, Use.FETCH, Feature.DOWNLOAD_PROTO_NFS),
    /** {@code x-slam://host/group}. */
    X_SLAM("x-slam", 10000, Use.FETCH, Feature.DOWNLOAD_PROTO_SLAM),
    /** {@code file:/path}, {@code file://volume/path}. */
    FILE("file", 0, Use.FETCH, Feature.DOWNLOAD_PROTO_FILE),
    /** {@code data:;base64,payload}. */
    DATA("data", 0, Use.FETCH, Feature.DOWNLOAD_PROTO_DATA),
    /** {@code usb:function}: a USB block device. */
    USB("usb", 0, Use.SAN, Feature.USB_BLOCK),
    /** {@code iscsi:server:protocol:port:lun:target}, RFC 4173. */
    ISCSI("iscsi", 3260, Use.SAN, Feature.SANBOOT_PROTO_ISCSI),
    /** {@code aoe:e0.1}. */
    AOE("aoe", 0, Use.SAN, Feature.SANBOOT_PROTO_AOE),
    /** {@code fcp:name:lun}. */
    FCP("fcp", 0, Use.SAN, Feature.SANBOOT_PROTO_FCP),
    /** {@code ib_srp:} and nine fields. */
    IB_SRP("ib_srp", 0, Use.SAN, Feature.SANBOOT_PROTO_IB_SRP);

    private enum Use {
        FETCH,
        SAN
    }

    private final String text;
    private final int port;
    private final Use use;
    private final Feature feature;

    UriScheme(String text, int port, Use use, Feature feature) {
        this.text = text;
        this.port = port;
        this.use = use;
        this.feature = feature;
    }

    /** The scheme that a script writes so; iPXE does not mind the case. */
    public static Optional<UriScheme> find(String scheme) {
        String wanted = scheme.toLowerCase(Locale.ROOT);
        for (UriScheme known : values()) {
            if (known.text.equals(wanted)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** What a build needs for it. */
    public Feature feature() {
        return feature;
    }

    /** The port when the URI names none; 0 where there are no ports. */
    public int defaultPort() {
        return port;
    }

    /** Whether it names a drive and no file: {@code sanhook} and {@code sanboot} take it, and nothing else does. */
    public boolean isSan() {
        return use == Use.SAN;
    }

    /** Whether {@code sanhook} and {@code sanboot} take it: the schemes of drives, and HTTP. */
    public boolean canBeDrive() {
        return isSan() || this == HTTP || this == HTTPS;
    }

    /** The scheme as a script writes it. */
    @Override
    public String toString() {
        return text;
    }
}
