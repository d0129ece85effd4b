package io.pxe4j.ipxe.eval;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;

/** The commands of hci/commands/nvo_cmd.c and login_cmd.c. */
final class SettingActions {
    /** The buffer of {@code show} holds so many characters of a name. */
    private static final int SHOWN_NAME = 31;
    /** Escape or Ctrl-C. */
    private static final int CANCELED = Errno.ECANCELED.from(Origin.READLINE);

    private final Machine machine;
    private final SettingTree settings;
    private final OptionReader options;

    SettingActions(Machine machine, OptionReader options) {
        this.machine = machine;
        this.settings = machine.settings();
        this.options = options;
    }

    int set(Call call) {
        return with(call.arguments().get(0), true, target -> store(target, call.textFrom(1)));
    }

    int clear(Call call) {
        return with(call.arguments().get(0), true, target -> store(target, ""));
    }

    int show(Call call) {
        return with(call.arguments().get(0), false, wanted -> show(call, wanted));
    }

    private int show(Call call, SettingTree.Named wanted) {
        Optional<SettingTree.Fetched> found = settings.fetch(wanted);
        Optional<String> value = found.flatMap(fetched -> settings.codec().format(fetched.type(), fetched.raw()));
        if (value.isEmpty()) {
            machine.say("Could not find \"" + wanted.key().name() + "\"");
            return found.map(fetched -> settings.codec().formatRefusal(fetched.type()))
                    .orElse(Errno.ENOENT.from(Origin.SETTINGS));
        }
        String name = call.has("quiet") ? "" : shownName(found.get()) + " = ";
        machine.print(name + Bytes.untilNul(value.get()) + "\n");
        return Status.OK;
    }

    int inc(Call call) {
        return with(call.arguments().get(0), false, target -> inc(call, target));
    }

    private int inc(Call call, SettingTree.Named target) {
        long increment = 1;
        if (call.arguments().size() > 1) {
            OptionalLong given = options.integer(call.arguments().get(1));
            if (given.isEmpty()) {
                machine.say("\"" + call.arguments().get(1) + "\": invalid integer value");
                return Status.INVALID_INTEGER;
            }
            increment = given.getAsLong();
        }
        return stored(target, settings.increment(target, increment));
    }

    int read(Call call) {
        String name = call.arguments().get(0);
        long timeout = options.number(call, "timeout").orElse(0);
        return with(name, true, target -> machine.allows(call) ? ask(target, name, false, timeout) : CANCELED);
    }

    int login(Call call) {
        if (!machine.allows(call)) {
            return CANCELED;
        }
        int status = ask("username", false);
        return status == Status.OK ? ask("password", true) : status;
    }

    /** Has somebody type a setting. */
    int ask(String name, boolean secret) {
        return with(name, true, target -> ask(target, name, secret, 0));
    }

    private int ask(SettingTree.Named target, String name, boolean secret, long timeout) {
        Optional<SettingTree.Fetched> existing = settings.fetch(target);
        String current = existing.flatMap(found -> settings.codec().format(found.type(), found.raw()))
                .map(Bytes::untilNul)
                .orElse("");
        InputAsked asked = new InputAsked(Bytes.text(name), Bytes.text(current), secret, timeout);
        Optional<String> typed = machine.answers().types(asked);
        machine.did(new Step.Input(machine.place(), asked, typed));
        if (typed.isEmpty()) {
            return CANCELED;
        }
        // What was read has the type of what was there (nvo_cmd.c:read_value).
        return store(target.as(existing), Bytes.of(typed.get()));
    }

    /** Does something with what a script names; says so if there is no such setting (core/parseopt.c:parse_setting). */
    int with(String reference, boolean autovivify, ToIntFunction<SettingTree.Named> action) {
        return settings.parse(reference, autovivify).map(action::applyAsInt).orElseGet(() -> {
            machine.say("\"" + reference + "\": invalid setting");
            return settings.parseRefusal(reference, autovivify);
        });
    }

    int store(SettingTree.Named target, String value) {
        return stored(target, settings.store(target, value));
    }

    /** Says so if it did not come to be stored. */
    int stored(SettingTree.Named target, int status) {
        if (status != Status.OK) {
            machine.say("Could not store \"" + target.key().name() + "\": " + Status.text(status));
        }
        return status;
    }

    private static String shownName(SettingTree.Fetched found) {
        String path = found.origin().path();
        String name = path + (path.isEmpty() ? "" : "/") + found.key().name() + ":" + found.type();
        return name.substring(0, Math.min(name.length(), SHOWN_NAME));
    }
}
