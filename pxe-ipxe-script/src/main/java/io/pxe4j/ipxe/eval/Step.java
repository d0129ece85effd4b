package io.pxe4j.ipxe.eval;

import java.util.List;
import java.util.Optional;

/** Something that a script did, other than printing by {@code echo} and {@code show}. */
public sealed interface Step {
    /** Where. */
    Place at();

    /**
     * Something was fetched.
     *
     * @param at where
     * @param uri from where, resolved against the script's own address
     * @param method how: {@code GET}, or {@code POST} with parameters
     * @param parameters names and values that went with it, as {@code name=value}; headers as {@code name: value}
     * @param image what it is called from now on
     * @param succeeded whether it came
     */
    record Fetch(Place at, String uri, String method, List<String> parameters, String image, boolean succeeded)
            implements Step {
        /** Keeps a copy. */
        public Fetch {
            parameters = List.copyOf(parameters);
        }

        @Override
        public String toString() {
            String how = method.equals("GET") ? "" : " by " + method + " of " + parameters;
            return "fetch " + uri + how + (succeeded ? " as " + image : ": failed");
        }
    }

    /**
     * An image was selected for {@code boot}.
     *
     * @param at where
     * @param image its name
     * @param commandLine its arguments
     */
    record Select(Place at, String image, String commandLine) implements Step {
        @Override
        public String toString() {
            return "select " + image + (commandLine.isEmpty() ? "" : " with command line: " + commandLine);
        }
    }

    /**
     * Another script began.
     *
     * @param at where
     * @param image its name
     * @param replaces whether it runs instead of the one that started it
     */
    record Start(Place at, String image, boolean replaces) implements Step {
        @Override
        public String toString() {
            return "start script " + image + (replaces ? " in place of this one" : "");
        }
    }

    /**
     * An image was booted: the machine has left iPXE, and the run ends.
     *
     * @param at where
     * @param image its name
     * @param commandLine its arguments
     * @param others the other images that are there for it, in order: its initrds
     */
    record Boot(Place at, String image, String commandLine, List<String> others) implements Step {
        /** Keeps a copy. */
        public Boot {
            others = List.copyOf(others);
        }

        @Override
        public String toString() {
            return "boot " + image + (commandLine.isEmpty() ? "" : " with command line: " + commandLine)
                    + (others.isEmpty() ? "" : "; images: " + String.join(", ", others));
        }
    }

    /**
     * A drive was booted: the machine has left iPXE, and the run ends.
     *
     * @param at where
     * @param drive its number
     * @param uris the network drive's URIs; none for a local one
     */
    record BootDrive(Place at, long drive, List<String> uris) implements Step {
        /** Keeps a copy. */
        public BootDrive {
            uris = List.copyOf(uris);
        }

        @Override
        public String toString() {
            return String.format(java.util.Locale.ROOT, "boot drive 0x%02x", drive)
                    + (uris.isEmpty() ? "" : " at " + String.join(", ", uris));
        }
    }

    /**
     * A menu was shown.
     *
     * @param at where
     * @param menu the menu
     * @param chosen the item's name; none if it was left
     */
    record Menu(Place at, MenuShown menu, Optional<String> chosen) implements Step {
        @Override
        public String toString() {
            return "menu " + menu.title() + ": "
                    + chosen.map(name -> "chosen " + name).orElse("left");
        }
    }

    /**
     * A prompt was shown.
     *
     * @param at where
     * @param prompt the prompt
     * @param pressed whether its key was pressed
     */
    record Prompt(Place at, PromptShown prompt, boolean pressed) implements Step {
        @Override
        public String toString() {
            return "prompt " + prompt.text() + ": " + (pressed ? "pressed" : "not pressed");
        }
    }

    /**
     * A value was asked for.
     *
     * @param at where
     * @param input what was asked
     * @param typed what was typed; none if it was left
     */
    record Input(Place at, InputAsked input, Optional<String> typed) implements Step {
        @Override
        public String toString() {
            String answer = input.secret()
                    ? "typed"
                    : typed.map(text -> "typed " + text).orElse("left");
            return "read " + input.setting() + ": " + (typed.isPresent() ? answer : "left");
        }
    }

    /**
     * The script waited.
     *
     * @param at where
     * @param seconds how long
     */
    record Sleep(Place at, long seconds) implements Step {
        @Override
        public String toString() {
            return "sleep " + seconds;
        }
    }

    /**
     * Another command that does something outside ran: {@code dhcp}, {@code sanhook}, {@code shell}.
     *
     * @param at where
     * @param call the command
     * @param succeeded whether it worked
     */
    record Command(Place at, CommandCall call, boolean succeeded) implements Step {
        @Override
        public String toString() {
            return call + (succeeded ? "" : ": failed");
        }
    }

    /**
     * iPXE said something, most likely why a command failed.
     *
     * @param at where
     * @param text what it said
     */
    record Message(Place at, String text) implements Step {
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * The machine restarted or was switched off, and the run ends.
     *
     * @param at where
     * @param command {@code reboot} or {@code poweroff}
     */
    record Halt(Place at, String command) implements Step {
        @Override
        public String toString() {
            return command;
        }
    }
}
