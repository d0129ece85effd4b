package io.pxe4j.ipxe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of a request.
 *
 * <p>Given to the block of {@link ScreenLines#params(java.util.function.Consumer)}, which writes them when the block
 * ends, on one line: a build without parameters fails there and nowhere else.
 *
 * <pre>{@code
 * script.params(params -> params.param("mac", SettingRef.of("net0/mac"))).orGoto(failed)
 *       .chain("http://192.0.2.1/boot").withParams().orGoto(failed);
 * }</pre>
 */
public final class Params {
    private final List<Param> list = new ArrayList<>();
    private Optional<UiName> name = Optional.empty();
    private Optional<HttpMethod> method = Optional.empty();

    private record Param(boolean header, Text key, Text value) {}

    Params() {}

    /** A form parameter; iPXE encodes it. */
    public Params param(String key, Object... value) {
        return add(false, key, value);
    }

    /** A header; iPXE of 2023 or newer. */
    public Params header(String key, Object... value) {
        return add(true, key, value);
    }

    /** Gives the list a name. */
    public Params named(UiName given) {
        name = Optional.of(given);
        return this;
    }

    /** The method of the request; without it, POST if there is a form parameter. iPXE of July 2026 or newer. */
    public Params method(HttpMethod given) {
        method = Optional.of(given);
        return this;
    }

    /** What it is; for people to read. */
    @Override
    public String toString() {
        return "params";
    }

    List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        Command.Writer params = Command.named("params");
        name.ifPresent(given -> params.option("name", given));
        method.ifPresent(given -> params.option("method", given.name()));
        commands.add(params.fallible());
        list.forEach(param -> commands.add(command(param)));
        return commands;
    }

    private Command command(Param param) {
        Command.Writer writer = Command.named("param");
        name.ifPresent(given -> writer.option("params", given));
        if (param.header()) {
            writer.flag("header");
        }
        return writer.word(param.key()).words(param.value()).fallible();
    }

    private Params add(boolean header, String key, Object... value) {
        Param param = new Param(header, Text.of(key), Text.of(value));
        command(param); // refuses what cannot be written
        list.add(param);
        return this;
    }
}
