package io.pxe4j.ipxe.eval;

import io.pxe4j.ipxe.language.CommandSpec;
import io.pxe4j.ipxe.language.Commands;
import io.pxe4j.ipxe.syntax.ScriptSource;
import io.pxe4j.ipxe.syntax.SourceCommand;
import io.pxe4j.ipxe.syntax.SourceLine;
import io.pxe4j.ipxe.syntax.SourceWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs scripts line by line: image/script.c and core/exec.c. */
final class Interpreter {
    /** Scripts that start scripts: each takes some of a stack that has a few thousand bytes on a PC BIOS. */
    private static final int DEEPEST = 64;

    private final Machine machine;
    private final Expander expander;
    private final OptionReader options;
    private final Actions actions;
    private int depth;

    Interpreter(Machine machine) {
        this.machine = machine;
        this.expander = new Expander(machine.settings()::expanded, machine.budget());
        this.options = new OptionReader(machine.profile());
        this.actions = new Actions(machine, this);
    }

    OptionReader options() {
        return options;
    }

    /** Runs a script, and what replaces it: core/image.c:image_exec. */
    int run(String name, Image first, ScriptSource source) {
        Image image = first;
        ScriptSource script = source;
        String shown = name;
        while (true) {
            int status = runOne(shown, image, script);
            Optional<Image> replacement = image.replacement();
            image.replaceBy(Optional.empty());
            if (replacement.isEmpty() || machine.hasLeft()) {
                return status;
            }
            image = replacement.get();
            shown = Bytes.text(image.name());
            machine.did(new Step.Start(machine.place(), shown, true));
            Optional<ScriptSource> next = image.script();
            if (next.isEmpty()) {
                return actions.images().leaveFor(image);
            }
            script = next.get();
        }
    }

    private int runOne(String name, Image image, ScriptSource script) {
        if (++depth > DEEPEST) {
            throw new Stopped(
                    Finding.Kind.TOO_DEEP,
                    "more than " + DEEPEST + " scripts started each other (expected: chain --replace)");
        }
        Optional<Frame> caller = machine.frame();
        Optional<Uri> callersUri = machine.workingUri();
        Frame frame = new Frame(name, image, script);
        machine.enter(Optional.of(frame));
        image.uri().ifPresent(uri -> machine.workIn(Optional.of(uri)));
        boolean wasRegistered = machine.images().all().contains(image);
        machine.images().unregister(image);
        int status = lines(frame);
        if (wasRegistered && image.replacement().isEmpty() && !image.isAutofree()) {
            machine.images().register(image);
        }
        machine.workIn(callersUri);
        if (!machine.hasLeft()) {
            machine.enter(caller.or(machine::frame));
        }
        depth--;
        return status;
    }

    private int lines(Frame frame) {
        int status = Status.OK;
        while (frame.hasNext()) {
            SourceLine line = frame.next();
            if (line.isUnfinished()) {
                int unfinished = Errno.EINVAL.from(Origin.SCRIPT);
                machine.say("the script ends in a continuation: " + Status.text(unfinished));
                return unfinished;
            }
            status = line(line);
            if (machine.hasLeft()) {
                return status;
            }
            if (machine.isStopped(Machine.Stop.SEQUENCE) || status != Status.OK) {
                return status;
            }
        }
        return status;
    }

    /** core/exec.c:system: strictly from left to right; what is skipped leaves the status as it was. */
    private int line(SourceLine line) {
        int status = Status.OK;
        for (SourceCommand command : line.commands()) {
            int before = status;
            if (command.operator().map(operator -> operator.runsAfter(before)).orElse(true)) {
                status = execute(words(command));
            }
            if (machine.hasLeft() || machine.isStopped(Machine.Stop.COMMAND)) {
                return status;
            }
        }
        return status;
    }

    private List<String> words(SourceCommand command) {
        List<String> words = new ArrayList<>(command.words().size());
        for (SourceWord word : command.words()) {
            words.add(expander.expand(word.bytesAsChars()));
        }
        return words;
    }

    /** core/exec.c:execv: the first word is the name. */
    int execute(List<String> words) {
        machine.budget().spend(1 + words.size());
        if (words.isEmpty()) {
            return Status.OK;
        }
        machine.budget().step();
        int status = command(words.get(0), words.subList(1, words.size()));
        if (status != Status.OK) {
            machine.failed(status);
        }
        return status;
    }

    private int command(String name, List<String> words) {
        Optional<CommandSpec> spec = Commands.find(name)
                .filter(known -> machine.profile().lacks(known).isEmpty());
        if (spec.isEmpty()) {
            machine.say(name + ": command not found");
            return Errno.ENOEXEC.from(Origin.EXEC);
        }
        // These two look at no option at all, on a build that is not for UEFI in the case of shim.
        if (name.equals("help")) {
            return Status.OK;
        }
        if (name.equals("shim") && !machine.profile().target().isEfi()) {
            return Status.OK;
        }
        OptionReader.Result read = options.read(spec.get(), words);
        if (read.call().isEmpty()) {
            machine.say(read.message());
            return read.status();
        }
        return actions.run(read.call().get());
    }
}
