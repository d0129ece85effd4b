package io.pxe4j.ipxe.eval;

import io.pxe4j.ipxe.language.ArgumentKind;
import io.pxe4j.ipxe.language.UriScheme;
import io.pxe4j.ipxe.syntax.ScriptSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        return download(call, call.arguments().get(0))
                .map(image -> prepared(image, call))
                .map(image -> Status.OK)
                .orElse(Status.EIO);
    }

    int select(Call call) {
        Optional<Image> image = acquire(call, call.arguments().get(0));
        if (image.isEmpty()) {
            return Status.EIO;
        }
        prepared(image.get(), call);
        machine.images().select(image.get());
        machine.did(new Step.Select(
                machine.place(),
                Bytes.text(image.get().name()),
                Bytes.text(image.get().commandLine())));
        return Status.OK;
    }

    int args(Call call) {
        Optional<Image> image = acquire(call, call.arguments().get(0));
        image.ifPresent(found -> {
            found.commandLine("");
            prepared(found, call);
        });
        return image.isPresent() ? Status.OK : Status.EIO;
    }

    int exec(Call call) {
        boolean named = !call.arguments().isEmpty();
        boolean known = named && machine.images().find(call.arguments().get(0)).isPresent();
        Optional<Image> image = named
                ? acquire(call, call.arguments().get(0))
                : machine.images().selected();
        if (image.isEmpty()) {
            if (!named) {
                // image_cmd.c:imgsingle_exec: rc is still 0 here.
                machine.say("No image selected");
            }
            return named ? Status.EIO : Status.OK;
        }
        prepared(image.get(), call);
        // A download has been asked about already.
        if ((known || !named) && !machine.answers().succeeds(call.shown())) {
            machine.say("Could not boot: " + Status.text(Status.EIO));
            return Status.EIO;
        }
        return call.has("replace") ? replace(image.get()) : run(image.get());
    }

    int stat(Call call) {
        return forEach(call, image -> {});
    }

    int free(Call call) {
        return forEach(call, machine.images()::unregister);
    }

    int extract(Call call) {
        Optional<Image> image = acquire(call, call.arguments().get(0));
        if (image.isEmpty()) {
            return Status.EIO;
        }
        String name = image.get().name();
        int dot = name.lastIndexOf('.');
        String extracted = call.option("name").orElse(dot < 0 ? name : name.substring(0, dot));
        if (!call.has("keep")) {
            machine.images().unregister(image.get());
        }
        machine.images().register(new Image(extracted, image.get().uri(), Optional.empty()));
        return Status.OK;
    }

    int set(Call call) {
        Optional<SettingTree.Named> target = settings.named(call.arguments().get(0), true);
        Optional<Image> image =
                target.flatMap(known -> acquire(call, call.arguments().get(1)));
        if (image.isEmpty()) {
            return Status.EIO;
        }
        if (!call.has("keep")) {
            machine.images().unregister(image.get());
        }
        Optional<String> content = image.get().content().map(ImageActions::chars);
        return content.map(raw -> machine.settings().storeRaw(target.orElseThrow(), raw))
                .orElse(Status.OK);
    }

    /** Commands that want images and do something to them that a dry run cannot. */
    int acquireAll(Call call) {
        for (int i = 0; i < call.arguments().size(); i++) {
            boolean isImage = call.spec()
                    .argument(i)
                    .filter(argument -> argument.kind() == ArgumentKind.IMAGE_OR_URI)
                    .isPresent();
            if (isImage && acquire(call, call.arguments().get(i)).isEmpty()) {
                return Status.EIO;
            }
        }
        return Status.OK;
    }

    /** Digests of contents that are known; those of others are printed nowhere and stored nowhere. */
    int digest(Call call) {
        for (String wanted : call.arguments()) {
            Optional<Image> image = acquire(call, wanted);
            if (image.isEmpty()) {
                return Status.EIO;
            }
            Optional<String> digest =
                    image.get().content().flatMap(content -> digest(call.spec().name(), content));
            Optional<SettingTree.Named> target = call.option("set").flatMap(name -> settings.named(name, true));
            if (target.isPresent() && digest.isPresent()) {
                SettingTree.Named typed = target.get().key().type().isPresent()
                        ? target.get()
                        : new SettingTree.Named(
                                target.get().block(),
                                target.get().key().as(Optional.of(io.pxe4j.ipxe.language.SettingType.HEXRAW)));
                machine.settings().storeRaw(typed, digest.get());
            }
        }
        return Status.OK;
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
        if (script.isEmpty() && image.isEmpty()) {
            machine.say("Could not boot: " + Status.text(Status.ENOEXEC));
            return Status.ENOEXEC;
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

    private static Image prepared(Image image, Call call) {
        call.option("name").ifPresent(image::rename);
        if (call.arguments().size() > 1) {
            image.commandLine(call.textFrom(1));
        }
        if (call.has("autofree")) {
            image.freeAfterwards();
        }
        return image;
    }

    private int forEach(Call call, java.util.function.Consumer<Image> action) {
        if (call.arguments().isEmpty()) {
            machine.images().all().forEach(action);
            return Status.OK;
        }
        for (String name : call.arguments()) {
            Optional<Image> image = machine.images().find(name);
            if (image.isEmpty()) {
                machine.say("\"" + name + "\": no such image");
                return Status.ENOENT;
            }
            action.accept(image.get());
        }
        return Status.OK;
    }

    /** usr/imgmgmt.c:imgacquire: what is there already under that name, else a download. */
    private Optional<Image> acquire(Call call, String nameOrUri) {
        return machine.images().find(nameOrUri).or(() -> download(call, nameOrUri));
    }

    private Optional<Image> download(Call call, String text) {
        Uri given = Uri.parse(text);
        Uri uri = machine.workingUri().map(given::resolvedAgainst).orElse(given);
        Optional<ParameterList> sent = given.parameters().flatMap(this::claim);
        boolean opaqueNames = machine.profile().version().includes(OPAQUE_NAMES);
        String name = uri.imageName(opaqueNames).orElseGet(machine.images()::nextName);
        Optional<String> unsupported = unsupported(uri);
        unsupported.ifPresent(why -> machine.say("Could not start download: " + why));
        boolean comes = unsupported.isEmpty() && machine.answers().succeeds(call.shown());
        machine.did(new Step.Fetch(
                machine.place(),
                Bytes.text(uri.toString()),
                sent.map(ParameterList::method).orElse("GET"),
                sent.map(list -> Bytes.texts(list.entries())).orElse(List.of()),
                Bytes.text(call.option("name").orElse(name)),
                comes));
        if (!comes) {
            return Optional.empty();
        }
        Image image = new Image(name, Optional.of(uri), content(uri));
        machine.images().register(image);
        return Optional.of(image);
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
                ? Optional.of(Status.text(Status.ENOTSUP))
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
        return new String(content, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
