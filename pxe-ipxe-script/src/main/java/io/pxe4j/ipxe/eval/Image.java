package io.pxe4j.ipxe.eval;

import io.pxe4j.ipxe.syntax.ScriptSource;
import java.util.Optional;

/** Something fetched: core/image.c. */
final class Image {
    private String name;
    private final Optional<Uri> uri;
    private final Optional<byte[]> content;
    private String commandLine = "";
    private boolean autofree;
    private Optional<Image> replacement = Optional.empty();

    Image(String name, Optional<Uri> uri, Optional<byte[]> content) {
        this.name = name;
        this.uri = uri;
        this.content = content;
    }

    String name() {
        return name;
    }

    void rename(String other) {
        name = other;
    }

    Optional<Uri> uri() {
        return uri;
    }

    Optional<byte[]> content() {
        return content;
    }

    /** The script that it is, if its content is known to be one. */
    Optional<ScriptSource> script() {
        return content.map(ScriptSource::parse).filter(ScriptSource::hasMagic);
    }

    /** Whether it is known to hold nothing, which no iPXE can run. */
    boolean isEmpty() {
        return content.isPresent() && content.get().length == 0;
    }

    String commandLine() {
        return commandLine;
    }

    void commandLine(String text) {
        commandLine = text;
    }

    boolean isAutofree() {
        return autofree;
    }

    void freeAfterwards() {
        autofree = true;
    }

    /** What runs when it ends. */
    Optional<Image> replacement() {
        return replacement;
    }

    void replaceBy(Optional<Image> other) {
        replacement = other;
    }
}
