package io.pxe4j.ipxe.eval;

import java.util.OptionalLong;

/** What the commands do. */
final class Actions {
    private final Machine machine;
    private final Interpreter interpreter;
    private final SettingActions settings;
    private final ImageActions images;
    private final ScreenActions screen;
    private final NetworkActions network;

    Actions(Machine machine, Interpreter interpreter) {
        this.machine = machine;
        this.interpreter = interpreter;
        this.settings = new SettingActions(machine, interpreter.options());
        this.images = new ImageActions(machine, interpreter);
        this.screen = new ScreenActions(machine, interpreter.options());
        this.network = new NetworkActions(machine, interpreter.options());
    }

    ImageActions images() {
        return images;
    }

    int run(Call call) {
        return switch (call.spec().canonicalName()) {
            case "echo" -> echo(call);
            case "isset" -> call.arguments().get(0).isEmpty() ? Errno.ENOENT.from(Origin.EXEC) : Status.OK;
            case "iseq" -> iseq(call);
            case "goto" -> goTo(call);
            case "exit" -> exit(call);
            case "sleep" -> sleep(call);
            case "time" -> interpreter.execute(call.arguments());
            case "set" -> settings.set(call);
            case "clear" -> settings.clear(call);
            case "show" -> settings.show(call);
            case "inc" -> settings.inc(call);
            case "read" -> settings.read(call);
            case "login" -> settings.login(call);
            case "menu", "form" -> screen.create(call);
            case "item" -> screen.item(call);
            case "choose" -> screen.choose(call);
            case "present" -> screen.present(call);
            case "prompt" -> screen.prompt(call);
            case "params" -> screen.params(call);
            case "param" -> screen.param(call);
            case "imgfetch" -> images.fetch(call);
            case "imgselect" -> images.select(call);
            case "imgexec" -> images.exec(call);
            case "imgargs" -> images.args(call);
            case "imgstat" -> images.stat(call);
            case "imgfree" -> images.free(call);
            case "imgextract" -> images.extract(call);
            case "imgset" -> images.set(call);
            case "imgverify", "imgdecrypt", "fdt", "shim", "certstore" -> images.acquireAll(call);
            case "md4sum", "md5sum", "sha1sum", "sha224sum", "sha256sum", "sha384sum", "sha512sum" ->
                images.digest(call);
            default -> network.run(call);
        };
    }

    private int echo(Call call) {
        machine.print(call.textFrom(0) + (call.has("n") ? "" : "\n"));
        return Status.OK;
    }

    private static int iseq(Call call) {
        boolean equal = call.arguments().get(0).equals(call.arguments().get(1));
        return equal ? Status.OK : Errno.ERANGE.from(Origin.EXEC);
    }

    private int goTo(Call call) {
        Frame frame = machine.frame().orElseThrow();
        return frame.find(call.arguments().get(0)).stream()
                .map(index -> {
                    frame.jump(index);
                    machine.stop(Machine.Stop.COMMAND);
                    return Status.OK;
                })
                .findFirst()
                .orElseGet(() -> {
                    machine.say("no label :" + call.arguments().get(0));
                    return Errno.ENOENT.from(Origin.SCRIPT);
                });
    }

    private int exit(Call call) {
        long status = 0;
        if (!call.arguments().isEmpty()) {
            OptionalLong given = integer(call.arguments().get(0));
            if (given.isEmpty()) {
                return Status.INVALID_INTEGER;
            }
            status = given.getAsLong();
        }
        machine.stop(Machine.Stop.SEQUENCE);
        return (int) status;
    }

    private int sleep(Call call) {
        OptionalLong seconds = integer(call.arguments().get(0));
        if (seconds.isEmpty()) {
            return Status.INVALID_INTEGER;
        }
        machine.did(new Step.Sleep(machine.place(), seconds.getAsLong()));
        return machine.allows(call) ? Status.OK : Errno.ECANCELED.from(Origin.EXEC);
    }

    private OptionalLong integer(String text) {
        OptionalLong number = interpreter.options().integer(text);
        if (number.isEmpty()) {
            machine.say("\"" + text + "\": invalid integer value");
        }
        return number;
    }
}
