package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.language.CommandSpec;
import io.pxe4j.ipxe.language.Commands;
import io.pxe4j.ipxe.language.ImageArgument;
import io.pxe4j.ipxe.language.UriScheme;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells what a build of iPXE lacks for some commands. */
final class ProfileCheck {
    private final BuildProfile target;
    private final Set<String> missing = new LinkedHashSet<>();

    ProfileCheck(BuildProfile target) {
        this.target = target;
    }

    List<String> missing(List<Command> commands) {
        commands.forEach(this::check);
        return new ArrayList<>(missing);
    }

    private void check(Command command) {
        Optional<CommandSpec> known = Commands.find(command.name());
        if (known.isPresent()) {
            Optional<String> lacking = target.lacks(known.get());
            if (lacking.isPresent()) {
                missing.add(lacking.get());
                return;
            }
            for (String option : command.options()) {
                known.get()
                        .option(option)
                        .flatMap(spec -> target.lacks(known.get(), spec))
                        .ifPresent(missing::add);
            }
            checkImageArguments(known.get(), command);
        }
        command.addresses().forEach(this::checkScheme);
        command.texts().forEach(this::checkTypes);
    }

    /** Behind an address, the last text is what goes with the image. */
    private void checkImageArguments(CommandSpec spec, Command command) {
        if (command.addresses().isEmpty()) {
            return;
        }
        Text last = command.texts().get(command.texts().size() - 1);
        List<String> words = List.of(last.toString().split(" "));
        for (int i = 0; i < words.size(); i++) {
            ImageArgument.of(spec, i, words.get(i)).flatMap(target::lacks).ifPresent(missing::add);
        }
    }

    private void checkScheme(Text address) {
        if (address.isEmpty() || !(address.parts().get(0) instanceof String start)) {
            return;
        }
        int colon = start.indexOf(':');
        if (colon > 0) {
            UriScheme.find(start.substring(0, colon)).flatMap(target::lacks).ifPresent(missing::add);
        }
    }

    private void checkTypes(Text text) {
        for (Object part : text.parts()) {
            if (part instanceof Reference setting) {
                target.lacks(setting.effectiveType()).ifPresent(missing::add);
            }
        }
    }
}
