package io.pxe4j.ipxe.eval;

import java.util.Optional;
import java.util.OptionalLong;

/** The commands of hci/commands/nvo_cmd.c and login_cmd.c. */
final class SettingActions {
    /** The buffer of {@code show} holds so many characters of a name. */
    private static final int SHOWN_NAME = 31;

    private final Machine machine;
    private final SettingTree settings;
    private final OptionReader options;

    SettingActions(Machine machine, OptionReader options) {
        this.machine = machine;
        this.settings = machine.settings();
        this.options = options;
    }

    int set(Call call) {
        return named(call.arguments().get(0), true)
                .map(target -> store(target, call.textFrom(1)))
                .orElse(Status.EINVAL);
    }

    int clear(Call call) {
        return named(call.arguments().get(0), true)
                .map(target -> store(target, ""))
                .orElse(Status.EINVAL);
    }

    int show(Call call) {
        Optional<SettingTree.Named> wanted = named(call.arguments().get(0), false);
        if (wanted.isEmpty()) {
            return Status.EINVAL;
        }
        Optional<SettingTree.Fetched> found = settings.fetch(wanted.get());
        Optional<String> value = found.flatMap(fetched -> settings.codec().format(fetched.type(), fetched.raw()));
        if (value.isEmpty()) {
            machine.say("Could not find \"" + wanted.get().key().name() + "\"");
            return found.isEmpty() ? Status.ENOENT : Status.EINVAL;
        }
        String name = call.has("quiet") ? "" : shownName(found.get()) + " = ";
        machine.print(name + Bytes.untilNul(value.get()) + "\n");
        return Status.OK;
    }

    int inc(Call call) {
        Optional<SettingTree.Named> target = named(call.arguments().get(0), false);
        if (target.isEmpty()) {
            return Status.EINVAL;
        }
        long increment = 1;
        if (call.arguments().size() > 1) {
            OptionalLong given = options.integer(call.arguments().get(1));
            if (given.isEmpty()) {
                machine.say("\"" + call.arguments().get(1) + "\": invalid integer value");
                return Status.EINVAL;
            }
            increment = given.getAsLong();
        }
        return stored(target.get(), settings.increment(target.get(), increment));
    }

    int read(Call call) {
        Optional<SettingTree.Named> target = named(call.arguments().get(0), true);
        if (target.isEmpty()) {
            return Status.EINVAL;
        }
        long timeout = call.option("timeout")
                .flatMap(text -> options.integer(text).stream().boxed().findFirst())
                .orElse(0L);
        return ask(target.get(), call.arguments().get(0), false, timeout);
    }

    int login(Call call) {
        if (!machine.answers().succeeds(call.shown())) {
            return Status.ECANCELED;
        }
        int status = ask(named("username", true).orElseThrow(), "username", false, 0);
        return status == Status.OK ? ask(named("password", true).orElseThrow(), "password", true, 0) : status;
    }

    /** Has somebody type a setting. */
    int ask(SettingTree.Named target, String name, boolean secret, long timeout) {
        Optional<SettingTree.Fetched> existing = settings.fetch(target);
        String current = existing.flatMap(found -> settings.codec().format(found.type(), found.raw()))
                .map(Bytes::untilNul)
                .orElse("");
        InputAsked asked = new InputAsked(Bytes.text(name), Bytes.text(current), secret, timeout);
        Optional<String> typed = machine.answers().types(asked);
        machine.did(new Step.Input(machine.place(), asked, typed));
        if (typed.isEmpty()) {
            return Status.ECANCELED;
        }
        // What was read has the type of what was there (nvo_cmd.c:read_value).
        SettingTree.Named typedAs = existing.map(found -> new SettingTree.Named(target.block(), found.key()))
                .orElse(target);
        return store(typedAs, Bytes.of(typed.get()));
    }

    /** What a script names; says so if there is no such setting. */
    Optional<SettingTree.Named> named(String reference, boolean autovivify) {
        Optional<SettingTree.Named> named = settings.parse(reference, autovivify);
        if (named.isEmpty()) {
            machine.say("\"" + reference + "\": invalid setting");
        }
        return named;
    }

    int store(SettingTree.Named target, String value) {
        return stored(target, settings.store(target, value));
    }

    private int stored(SettingTree.Named target, int status) {
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
