package io.pxe4j.ipxe.eval;

import io.pxe4j.ipxe.language.ArgumentKind;
import io.pxe4j.ipxe.language.SettingType;
import io.pxe4j.ipxe.language.UriScheme;
import io.pxe4j.ipxe.syntax.ScriptSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** The commands of hci/commands/image_cmd.c: core/image.c and usr/imgmgmt.c. */
final class ImageActions {
    /** Before, an image from an opaque URI had no name. */
    private static final LocalDate OPAQUE_NAMES = LocalDate.of(2024, 3, 29);

    private static final Map<String, String> DIGESTS = Map.of(
            "md5sum",
            "MD5",
            "sha1sum",
            "SHA-1",
            "sha224sum",
            "SHA-224",
            "sha256sum",
            "SHA-256",
            "sha384sum",
            "SHA-384",
            "sha512sum",
            "SHA-512");

    private final Machine machine;
    private final Interpreter interpreter;
    private final SettingActions settings;

    ImageActions(Machine machine, Interpreter interpreter) {
        this.machine = machine;
        this.interpreter = interpreter;
        this.settings = new SettingActions(machine, interpreter.options());
    }

    int fetch(Call call) {
        return download(call, call.arguments().get(0), image -> {
            prepare(image, call);
            return Status.OK;
        });
    }

    int select(Call call) {
        return acquire(call, call.arguments().get(0), image -> {
            prepare(image, call);
            if (image.isEmpty()) {
                return notExecutable("select");
            }
            machine.images().select(image);
            machine.did(new Step.Select(machine.place(), Bytes.text(image.name()), Bytes.text(image.commandLine())));
            return Status.OK;
        });
    }

    int args(Call call) {
        return acquire(call, call.arguments().get(0), image -> {
            image.commandLine("");
            prepare(image, call);
            return Status.OK;
        });
    }

    int exec(Call call) {
        if (!call.arguments().isEmpty()) {
            return acquire(call, call.arguments().get(0), image -> exec(image, call));
        }
        Optional<Image> selected = machine.images().selected();
        if (selected.isEmpty()) {
            // image_cmd.c:imgsingle_exec: rc is still 0 here.
            machine.say("No image selected");
            return Status.OK;
        }
        return machine.allows(call) ? exec(selected.get(), call) : refused(call);
    }

    private int exec(Image image, Call call) {
        prepare(image, call);
        return call.has("replace") ? replace(image) : run(image);
    }

    int stat(Call call) {
        return forEach(call, image -> {});
    }

    int free(Call call) {
        return forEach(call, machine.images()::unregister);
    }

    int extract(Call call) {
        return acquire(call, call.arguments().get(0), image -> {
            String name = image.name();
            int dot = name.lastIndexOf('.');
            String extracted = call.option("name").orElse(dot < 0 ? name : name.substring(0, dot));
            usedUp(image, call);
            machine.images().register(new Image(extracted, image.uri(), Optional.empty()));
            return Status.OK;
        });
    }

    int set(Call call) {
        return settings.with(
                call.arguments().get(0),
                true,
                target -> acquire(call, call.arguments().get(1), image -> {
                    usedUp(image, call);
                    Optional<String> content = image.content().map(ImageActions::chars);
                    return content.map(raw ->
                                    settings.stored(target, machine.settings().storeRaw(target, raw)))
                            .orElse(Status.OK);
                }));
    }

    private void usedUp(Image image, Call call) {
        if (!call.has("keep")) {
            machine.images().unregister(image);
        }
    }

    /** Commands that want images and do something to them that a dry run cannot. */
    int acquireAll(Call call) {
        if (call.arguments().isEmpty()) {
            return machine.allows(call) ? Status.OK : refused(call);
        }
        int status = Status.OK;
        for (int i = 0; i < call.arguments().size() && status == Status.OK; i++) {
            boolean isImage = call.spec()
                    .argument(i)
                    .filter(argument -> argument.kind() == ArgumentKind.IMAGE_OR_URI)
                    .isPresent();
            if (isImage) {
                status = acquire(call, call.arguments().get(i), image -> Status.OK);
            }
        }
        return status;
    }

    /** Digests of contents that are known; those of others are printed nowhere and stored nowhere. */
    int digest(Call call) {
        int status = Status.OK;
        for (int i = 0; i < call.arguments().size() && status == Status.OK; i++) {
            status = acquire(call, call.arguments().get(i), image -> digest(call, image));
        }
        return status;
    }

    private int digest(Call call, Image image) {
        Optional<String> digest =
                image.content().flatMap(content -> digest(call.spec().name(), content));
        Optional<String> setting = call.option("set");
        if (digest.isEmpty() || setting.isEmpty()) {
            return Status.OK;
        }
        return settings.with(setting.get(), true, target -> {
            SettingTree.Named typed = target.orTyped(SettingType.HEXRAW);
            return settings.stored(typed, machine.settings().storeRaw(typed, digest.get()));
        });
    }

    /** Boots something that is no script: the run ends. */
    int leaveFor(Image image) {
        List<String> others = machine.images().all().stream()
                .filter(other -> other != image)
                .map(other -> Bytes.text(other.name()))
                .toList();
        machine.did(new Step.Boot(machine.place(), Bytes.text(image.name()), Bytes.text(image.commandLine()), others));
        machine.stop(Machine.Stop.ALL);
        return Status.OK;
    }

    private int replace(Image image) {
        machine.frame().orElseThrow().image().replaceBy(Optional.of(image));
        machine.stop(Machine.Stop.SEQUENCE);
        return Status.OK;
    }

    private int run(Image image) {
        Optional<ScriptSource> script = image.script();
        if (image.isEmpty()) {
            return notExecutable("boot");
        }
        if (script.isEmpty()) {
            return leaveFor(image);
        }
        machine.did(new Step.Start(machine.place(), Bytes.text(image.name()), false));
        int status = interpreter.run(Bytes.text(image.name()), image, script.get());
        if (status != Status.OK) {
            machine.say("Could not boot: " + Status.text(status));
        }
        return status;
    }

    private int notExecutable(String verb) {
        machine.say("Could not " + verb + ": " + Errno.ENOEXEC.text());
        return Errno.ENOEXEC.from(Origin.IMAGE);
    }

    /** Why something outside failed is not known: the error has no place. */
    private int refused(Call call) {
        machine.say(call.spec().name() + ": " + Errno.EIO.text());
        return Errno.EIO.fromAnywhere();
    }

    private static void prepare(Image image, Call call) {
        call.option("name").ifPresent(image::rename);
        if (call.arguments().size() > 1) {
            image.commandLine(call.textFrom(1));
        }
        if (call.has("autofree")) {
            image.freeAfterwards();
        }
    }

    private int forEach(Call call, Consumer<Image> action) {
        if (call.arguments().isEmpty()) {
            machine.images().all().forEach(action);
            return Status.OK;
        }
        for (String name : call.arguments()) {
            Optional<Image> image = machine.images().find(name);
            if (image.isEmpty()) {
                machine.say("\"" + name + "\": no such image");
                return Errno.ENOENT.from(Origin.IMAGE_CMD);
            }
            action.accept(image.get());
        }
        return Status.OK;
    }

    /** usr/imgmgmt.c:imgacquire: what is there already under that name, else a download. */
    private int acquire(Call call, String nameOrUri, ToIntFunction<Image> action) {
        Optional<Image> known = machine.images().find(nameOrUri);
        if (known.isEmpty()) {
            return download(call, nameOrUri, action);
        }
        return machine.allows(call) ? action.applyAsInt(known.get()) : refused(call);
    }

    private int download(Call call, String text, ToIntFunction<Image> action) {
        Uri given = Uri.parse(text);
        Uri uri = machine.workingUri().map(given::resolvedAgainst).orElse(given);
        Optional<ParameterList> sent = given.parameters().flatMap(this::claim);
        boolean opaqueNames = machine.profile().version().includes(OPAQUE_NAMES);
        String name = uri.imageName(opaqueNames).orElseGet(machine.images()::nextName);
        Optional<String> unsupported = unsupported(uri);
        unsupported.ifPresent(why -> machine.say("Could not start download: " + why));
        boolean comes = unsupported.isEmpty() && machine.allows(call);
        machine.did(new Step.Fetch(
                machine.place(),
                Bytes.text(uri.toString()),
                sent.map(ParameterList::method).orElse("GET"),
                sent.map(list -> Bytes.texts(list.entries())).orElse(List.of()),
                Bytes.text(call.option("name").orElse(name)),
                comes));
        if (!comes) {
            return unsupported.isPresent() ? Errno.ENOTSUP.from(Origin.OPEN) : Errno.EIO.fromAnywhere();
        }
        Image image = new Image(name, Optional.of(uri), content(uri));
        machine.images().register(image);
        return action.applyAsInt(image);
    }

    private Optional<ParameterList> claim(String name) {
        Optional<ParameterList> claimed = machine.parameters().stream()
                .filter(list -> list.name().equals(name))
                .findFirst();
        claimed.ifPresent(machine.parameters()::remove);
        return claimed;
    }

    private Optional<String> unsupported(Uri uri) {
        if (uri.scheme().isEmpty()) {
            return Optional.empty();
        }
        Optional<UriScheme> scheme = UriScheme.find(uri.scheme().get());
        return scheme.isEmpty()
                ? Optional.of(Errno.ENOTSUP.text())
                : scheme.flatMap(known -> machine.profile().lacks(known));
    }

    private Optional<byte[]> content(Uri uri) {
        if (uri.scheme().orElse("").equalsIgnoreCase("data")) {
            return uri.opaque().flatMap(ImageActions::data);
        }
        return machine.content(uri.toString());
    }

    /** {@code data:[type][;base64],payload}. */
    private static Optional<byte[]> data(String opaque) {
        int comma = opaque.indexOf(',');
        if (comma < 0) {
            return Optional.empty();
        }
        String payload = UriText.decoded(opaque.substring(comma + 1));
        boolean base64 = opaque.substring(0, comma).endsWith(";base64");
        return (base64 ? Binary.base64Decoded(payload) : Optional.of(payload)).map(Machine::bytes);
    }

    private static Optional<String> digest(String command, byte[] content) {
        String algorithm = DIGESTS.get(command);
        if (algorithm == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(chars(MessageDigest.getInstance(algorithm).digest(content)));
        } catch (NoSuchAlgorithmException absent) {
            return Optional.empty();
        }
    }

    private static String chars(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }
}
