package io.pxe4j.testkit;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Follows an iPXE script as far as fetching goes: {@code kernel}, {@code initrd}, {@code chain}, {@code boot}, {@code set},
 * {@code echo}, with <code>${}</code>, {@code ||} and {@code &&}. Anything else stops it with a sentence that says where.
 */
final class IpxeRun {
    private static final int DEEPEST = 8;
    private static final List<String> NOTHING_TO_DO =
            List.of("dhcp", "ifconf", "ifopen", "ifclose", "sleep", "imgstat", "imgfree");

    private final Fetcher fetcher;
    private final IpxeSettings settings;
    private final Transcript transcript;
    private final List<String> initrds = new ArrayList<>();
    private Optional<String> kernel = Optional.empty();
    private int depth;

    IpxeRun(Fetcher fetcher, IpxeSettings settings, Transcript transcript) {
        this.fetcher = fetcher;
        this.settings = settings;
        this.transcript = transcript;
    }

    /** Loads what a URI names. */
    interface Fetcher {
        byte[] fetch(URI uri) throws BootStopped;
    }

    /** Loads the boot file and starts it: a script is followed, anything else runs. Returns what was started. */
    String boot(URI uri) throws BootStopped {
        return start(uri, name(uri));
    }

    private String start(URI uri, String commandLine) throws BootStopped {
        byte[] content = fetcher.fetch(uri);
        if (!isScript(content)) {
            return "started " + commandLine;
        }
        if (++depth > DEEPEST) {
            throw new BootStopped("scripts chain each other " + DEEPEST + " deep, the last is " + uri);
        }
        settings.workingUri(uri);
        String text = new String(content, StandardCharsets.UTF_8);
        Optional<String> started = script(uri, text.replace("\\\n", " ").lines().toList());
        depth--;
        return started.orElseThrow(() -> new BootStopped("the script " + uri + " ended without booting"
                + kernel.map(k -> " " + k).orElse("")));
    }

    private Optional<String> script(URI base, List<String> lines) throws BootStopped {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(":")) {
                continue;
            }
            transcript.note(Exchange.Protocol.SCRIPT, line);
            try {
                Outcome outcome = line(base, List.of(line.split("\\s+")));
                if (outcome.ended) {
                    return outcome.started;
                }
            } catch (BootStopped stopped) {
                throw new BootStopped("line " + (i + 1) + " of " + name(base) + ", \"" + line + "\": " + stopped.why());
            }
        }
        return Optional.empty();
    }

    private record Outcome(boolean ended, Optional<String> started) {
        static final Outcome GO_ON = new Outcome(false, Optional.empty());

        static Outcome started(String what) {
            return new Outcome(true, Optional.of(what));
        }
    }

    /** Runs the commands of a line: after a failure only what follows {@code ||}, after a success what follows {@code &&}. */
    private Outcome line(URI base, List<String> words) throws BootStopped {
        Optional<BootStopped> failed = Optional.empty();
        int from = 0;
        while (from <= words.size()) {
            int to = from;
            while (to < words.size() && !isOperator(words.get(to))) {
                to++;
            }
            boolean runs = from == 0 || words.get(from - 1).equals("||") == failed.isPresent();
            if (runs && from < to) {
                try {
                    Outcome outcome = command(base, expanded(words.subList(from, to)));
                    if (outcome.ended) {
                        return outcome;
                    }
                    failed = Optional.empty();
                } catch (BootStopped stopped) {
                    failed = Optional.of(stopped);
                }
            } else if (runs) {
                // A trailing || stands for "carry on whatever happened".
                failed = Optional.empty();
            }
            from = to + 1;
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
        return Outcome.GO_ON;
    }

    private Outcome command(URI base, List<String> words) throws BootStopped {
        String command = words.get(0);
        if (NOTHING_TO_DO.contains(command)) {
            return Outcome.GO_ON;
        }
        switch (command) {
            case "echo" -> transcript.note(Exchange.Protocol.SCRIPT, String.join(" ", words.subList(1, words.size())));
            case "set" -> settings.set(argument(words, 1), String.join(" ", words.subList(2, words.size())));
            case "kernel" -> kernel = Optional.of(load(base, words));
            case "initrd", "module", "imgfetch" -> initrds.add(load(base, words));
            case "exit" -> {
                return new Outcome(true, Optional.empty());
            }
            case "chain" -> {
                List<String> rest = withoutOptions(words);
                return Outcome.started(start(resolve(base, argument(rest, 0)), String.join(" ", rest)));
            }
            case "boot" -> {
                return boot(base, withoutOptions(words));
            }
            default -> throw new BootStopped("the command " + command + " is beyond this simulated iPXE");
        }
        return Outcome.GO_ON;
    }

    private Outcome boot(URI base, List<String> rest) throws BootStopped {
        if (!rest.isEmpty()) {
            return Outcome.started(start(resolve(base, rest.get(0)), String.join(" ", rest)));
        }
        String image = kernel.orElseThrow(() -> new BootStopped("there is no image to boot"));
        return Outcome.started("started " + image + (initrds.isEmpty() ? "" : " with " + String.join(", ", initrds)));
    }

    /** Fetches the command's URI and returns the image's name with its arguments. */
    private String load(URI base, List<String> words) throws BootStopped {
        List<String> rest = withoutOptions(words);
        URI uri = resolve(base, argument(rest, 0));
        fetcher.fetch(uri);
        return String.join(" ", name(uri), String.join(" ", rest.subList(1, rest.size())))
                .strip();
    }

    private List<String> expanded(List<String> words) {
        // iPXE splits the line first and expands each word then: a value with spaces stays one word.
        return words.stream().map(settings::expand).toList();
    }

    private static boolean isOperator(String word) {
        return word.equals("||") || word.equals("&&");
    }

    /** What follows the command and its options; of those only name and timeout take a value. */
    private static List<String> withoutOptions(List<String> words) {
        int at = 1;
        while (at < words.size() && words.get(at).startsWith("-")) {
            at += List.of("--name", "-n", "--timeout", "-t").contains(words.get(at)) ? 2 : 1;
        }
        return words.subList(Math.min(at, words.size()), words.size());
    }

    private static String argument(List<String> words, int index) throws BootStopped {
        if (index >= words.size() || words.get(index).isEmpty()) {
            throw new BootStopped("an argument is missing or expands to nothing");
        }
        return words.get(index);
    }

    private static URI resolve(URI base, String text) throws BootStopped {
        return Uris.parse(text).map(base::resolve).orElseThrow(() -> new BootStopped("\"" + text + "\" is no URI"));
    }

    private static boolean isScript(byte[] content) {
        byte[] magic = "#!ipxe".getBytes(StandardCharsets.US_ASCII);
        return content.length >= magic.length && Arrays.equals(content, 0, magic.length, magic, 0, magic.length);
    }

    private static String name(URI uri) {
        String path = Optional.ofNullable(uri.getPath()).orElse("");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
