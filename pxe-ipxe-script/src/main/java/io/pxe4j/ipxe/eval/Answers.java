package io.pxe4j.ipxe.eval;

import java.util.Optional;

/**
 * What the world outside does while a script runs. Each method has an answer of its own: everything works, and nobody
 * is there, unless the script would wait for ever.
 */
public interface Answers {
    /** Everything works and nobody is there. */
    static Answers unattended() {
        return new Answers() {};
    }

    /** Whether a command that reaches the network, a drive, somebody at the keyboard or the machine succeeds. */
    default boolean succeeds(CommandCall call) {
        return true;
    }

    /** Whether the key that a prompt waits for is pressed; by itself only where nothing else would end the wait. */
    default boolean presses(PromptShown prompt) {
        return prompt.timeoutMillis() == 0;
    }

    /** The name of the item that is chosen; none to leave the menu by Escape. By itself the selected one. */
    default Optional<String> chooses(MenuShown menu) {
        return Optional.of(menu.selected());
    }

    /** What is typed; none to leave by Ctrl-C. By itself Enter, which keeps the value. */
    default Optional<String> types(InputAsked input) {
        return Optional.of(input.current());
    }
}
