package io.pxe4j.boot;

import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.IpxeFeature;
import io.pxe4j.dhcp.engine.BootOffer;
import io.pxe4j.dhcp.engine.BootPolicy;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Turns what the user decided into what DHCP offers: a file of our TFTP server, or a URL. */
final class BootChooser implements BootPolicy {
    private final BootDecider decider;
    private final BootFiles files;
    private final ScriptShelf scripts;
    private final Ip4 tftpServer;
    private final Optional<String> httpBase;

    /** The base is the URL of the HTTP server's root without its last slash, if there is one. */
    BootChooser(BootDecider decider, BootFiles files, ScriptShelf scripts, Ip4 tftpServer, Optional<String> httpBase) {
        this.decider = decider;
        this.files = files;
        this.scripts = scripts;
        this.tftpServer = tftpServer;
        this.httpBase = httpBase;
    }

    @Override
    public CompletionStage<BootOffer> offerFor(BootClient client) {
        return decider.decide(client).thenApply(decision -> offer(client, decision));
    }

    private BootOffer offer(BootClient client, BootDecision decision) {
        if (decision instanceof BootDecision.File file) {
            return offer(client, file.name());
        }
        if (decision instanceof BootDecision.Url url) {
            return BootOffer.url(url.url());
        }
        if (decision instanceof BootDecision.Ignore ignore) {
            return BootOffer.ignore(ignore.why());
        }
        if (decision instanceof BootDecision.Script script && client.kind() == BootClient.Kind.IPXE) {
            String name = scripts.put(client.hardwareAddress(), script.script());
            return httpBase.isPresent() && loadsHttp(client)
                    ? BootOffer.url(httpBase.get() + "/" + name)
                    : BootOffer.file(tftpServer, name);
        }
        return standard(client);
    }

    private BootOffer standard(BootClient client) {
        Optional<BootTarget> target = files.targetFor(client);
        if (target.isEmpty()) {
            return BootOffer.ignore(BootFiles.missing(client));
        }
        return target.get().isUrl()
                ? BootOffer.url(target.get().text())
                : offer(client, target.get().text());
    }

    private BootOffer offer(BootClient client, String file) {
        if (client.kind() != BootClient.Kind.UEFI_HTTP) {
            return BootOffer.file(tftpServer, file);
        }
        return httpBase.isPresent()
                ? BootOffer.url(httpBase.get() + "/" + file.replaceFirst("^/+", ""))
                : BootOffer.ignore(BootFiles.NEEDS_URL);
    }

    /** Builds without HTTP exist; one that announces nothing is taken for a full one. */
    private static boolean loadsHttp(BootClient client) {
        return client.ipxeFeatures().isEmpty() || client.ipxeFeatures().contains(IpxeFeature.HTTP);
    }
}
