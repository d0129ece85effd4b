package io.pxe4j.boot;

import io.pxe4j.boot.http.HttpAnswer;
import io.pxe4j.boot.http.HttpResource;
import io.pxe4j.boot.http.ResourceRequest;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.ipxe.IpxeScript;
import io.pxe4j.tftp.engine.ContentAnswer;
import io.pxe4j.tftp.engine.ContentRefusal;
import io.pxe4j.tftp.engine.ContentRequest;
import io.pxe4j.tftp.engine.ContentSource;
import io.pxe4j.tftp.engine.TftpContent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The scripts that were made for clients, until they fetch them: at most {@value #MAX}, the oldest go first. A client whose script is
 * gone asks DHCP again and gets a new one.
 */
final class ScriptShelf implements HttpResource, ContentSource {
    static final String PREFIX = "script-";
    private static final int MAX = 4096;

    private final Map<String, IpxeScript> scripts = new LinkedHashMap<>();

    /** Keeps the script of that client in place of an earlier one; returns its file name. */
    synchronized String put(HardwareAddress client, IpxeScript script) {
        // At the top of the root, so that relative names in the script are files of the root.
        String name = PREFIX + client.toString().replaceAll("[^0-9a-zA-Z]", "-") + ".ipxe";
        scripts.remove(name);
        scripts.put(name, script);
        if (scripts.size() > MAX) {
            scripts.remove(scripts.keySet().iterator().next());
        }
        return name;
    }

    private synchronized Optional<IpxeScript> find(String name) {
        return Optional.ofNullable(scripts.get(name));
    }

    @Override
    public CompletionStage<HttpAnswer> answer(ResourceRequest request) {
        return CompletableFuture.completedFuture(find(request.path().substring(1))
                .map(script -> HttpAnswer.text(script.toString()))
                .orElseGet(HttpAnswer::notFound));
    }

    @Override
    public CompletionStage<ContentAnswer> open(ContentRequest request) {
        return CompletableFuture.completedFuture(find(request.file().replaceFirst("^/+", ""))
                .<ContentAnswer>map(script -> TftpContent.of(script.toBytes()))
                .orElseGet(ContentRefusal::notFound));
    }
}
