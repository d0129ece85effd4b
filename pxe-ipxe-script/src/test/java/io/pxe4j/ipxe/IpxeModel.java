package io.pxe4j.ipxe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * iPXE's script interpreter, as its sources describe it and as it was seen to behave: lines, words, operators,
 * expansion, options. Written without a look at the code under test, whose scripts it runs. Strings are bytes, one
 * per char.
 */
final class IpxeModel {
    private static final int MAX_STEPS = 10_000;
    private static final int ENDED = -1;

    /** What commands said, in order: {@code echo} its text, others their name and their arguments. */
    final List<String> console = new ArrayList<>();
    /**
     * Arguments of every command that ran, by its name, after options were taken off; text that iPXE joins is joined.
     */
    final Map<String, List<List<String>>> calls = new HashMap<>();

    private final Map<String, Value> settings = new HashMap<>();
    private Predicate<String> prompts = text -> true;
    private Predicate<List<String>> images = arguments -> true;
    private final Deque<String> choices = new ArrayDeque<>();
    private String chosen = "";
    private boolean menuOpen;
    private int steps;

    private record Value(String bytes, String type) {}

    /** How a command ended: its status, and where the script goes on, if elsewhere. */
    private record Result(int status, Optional<String> jump, boolean stops) {
        static final Result OK = new Result(0, Optional.empty(), false);
        static final Result FAILED = new Result(1, Optional.empty(), false);

        static Result of(boolean success) {
            return success ? OK : FAILED;
        }
    }

    static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** How a prompt with this text ends. */
    IpxeModel prompts(Predicate<String> answers) {
        prompts = answers;
        return this;
    }

    /** Whether a command that fetches something succeeds. */
    IpxeModel images(Predicate<List<String>> outcome) {
        images = outcome;
        return this;
    }

    /** What the user chooses in a menu. */
    IpxeModel chooses(String item) {
        chosen = item;
        return this;
    }

    /** What the user chooses, menu after menu; nothing is Escape. After the last one, what {@link #chooses} says. */
    IpxeModel choosesInTurn(String... items) {
        choices.addAll(List.of(items));
        return this;
    }

    IpxeModel with(String setting, String value) {
        settings.put(bytes(setting), new Value(bytes(value), "string"));
        return this;
    }

    Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name)).map(Value::bytes);
    }

    /** The last call of a command. */
    List<String> call(String command) {
        List<List<String>> all = calls.getOrDefault(command, List.of());
        return all.get(all.size() - 1);
    }

    /** Runs a script and returns its status. */
    int run(IpxeScript script) {
        return run(new String(script.toBytes(), StandardCharsets.ISO_8859_1));
    }

    int run(String script) {
        if (!script.matches("(?s)#![ig]pxe[ \\t\\r\\n\\x0b\\f].*")) {
            throw new AssertionError("not recognised as a script: " + script);
        }
        List<String> lines = logicalLines(script);
        int next = 0;
        while (next < lines.size()) {
            Result result = line(lines.get(next++));
            if (result.jump().isPresent()) {
                next = find(lines, result.jump().get());
                if (next == ENDED) {
                    return 1;
                }
            } else if (result.stops() || result.status() != 0) {
                return result.status();
            }
        }
        return 0;
    }

    private static List<String> logicalLines(String script) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        String[] physical = script.split("\n", -1);
        for (int i = 0; i < physical.length; i++) {
            String text = physical[i].endsWith("\r") ? physical[i].substring(0, physical[i].length() - 1) : physical[i];
            if (text.endsWith("\\")) {
                line.append(text, 0, text.length() - 1);
            } else {
                int nul = text.indexOf(0);
                lines.add(line.append(nul < 0 ? text : text.substring(0, nul)).toString());
                line.setLength(0);
            }
        }
        if (line.length() > 0) {
            throw new AssertionError("the script ends in a continuation");
        }
        return lines;
    }

    private static int find(List<String> lines, String label) {
        for (int i = 0; i < lines.size(); i++) {
            List<String> tokens = tokens(lines.get(i));
            if (!tokens.isEmpty() && tokens.get(0).equals(":" + label)) {
                return i;
            }
        }
        return ENDED;
    }

    private static List<String> tokens(String line) {
        List<String> tokens = new ArrayList<>();
        for (String token : line.split("[ \\t\\r\\n\\x0b\\f]+")) {
            if (!token.isEmpty()) {
                tokens.add(token);
            }
        }
        return tokens;
    }

    private Result line(String line) {
        List<String> tokens = tokens(line);
        if (!tokens.isEmpty() && tokens.get(0).startsWith(":")) {
            tokens = tokens.subList(1, tokens.size());
        }
        int status = 0;
        String operator = ";";
        int at = 0;
        while (at <= tokens.size()) {
            int end = at;
            while (end < tokens.size()
                    && !isOperator(tokens.get(end))
                    && !tokens.get(end).startsWith("#")) {
                end++;
            }
            boolean runs = operator.equals(";") || operator.equals("||") == (status != 0);
            if (runs) {
                Result result = command(tokens.subList(at, end));
                if (result.jump().isPresent() || result.stops()) {
                    return result;
                }
                status = result.status();
            }
            if (end >= tokens.size() || tokens.get(end).startsWith("#")) {
                break;
            }
            operator = tokens.get(end);
            at = end + 1;
        }
        return new Result(status, Optional.empty(), false);
    }

    private static boolean isOperator(String token) {
        return token.equals("||") || token.equals("&&") || token.equals(";");
    }

    String expand(String text) {
        String s = text;
        while (true) {
            if (++steps > MAX_STEPS) {
                throw new AssertionError("expands for ever: " + text);
            }
            int start = -1;
            int end = -1;
            for (int i = 0; i < s.length(); i++) {
                if (s.startsWith("${", i)) {
                    start = i;
                } else if (start >= 0 && s.charAt(i) == '}') {
                    end = i;
                    break;
                }
            }
            if (end < 0) {
                return s;
            }
            s = s.substring(0, start) + value(s.substring(start + 2, end)) + s.substring(end + 1);
        }
    }

    private String value(String reference) {
        int slash = reference.indexOf('/');
        int colon = reference.indexOf(':', slash + 1);
        Value value = settings.get(colon < 0 ? reference : reference.substring(0, colon));
        if (value == null) {
            return "";
        }
        String type = colon < 0 ? value.type() : reference.substring(colon + 1);
        return switch (type) {
            case "string" -> value.bytes().split("\0", 2)[0];
            case "hex" ->
                value.bytes()
                        .chars()
                        .mapToObj(c -> String.format("%02x", c))
                        .reduce((a, b) -> a + ":" + b)
                        .orElse("");
            case "int32" -> Integer.toString(number(value.bytes()));
            default -> "";
        };
    }

    private static int number(String bytes) {
        int number = 0;
        for (int i = 0; i < bytes.length(); i++) {
            number = number << 8 | bytes.charAt(i);
        }
        return number;
    }

    private static String bytes(int number) {
        return "" + (char) (number >>> 24) + (char) (number >> 16 & 0xff) + (char) (number >> 8 & 0xff)
                + (char) (number & 0xff);
    }

    private Result inc(List<String> arguments) {
        int colon = arguments.get(0).indexOf(':');
        String name = colon < 0 ? arguments.get(0) : arguments.get(0).substring(0, colon);
        int by = arguments.size() > 1 ? Integer.decode(arguments.get(1)) : 1;
        Value value = settings.getOrDefault(name, new Value(bytes(0), "int32"));
        if (!value.type().equals("int32")) {
            return Result.FAILED;
        }
        settings.put(name, new Value(bytes(number(value.bytes()) + by), "int32"));
        return Result.OK;
    }

    private Result command(List<String> unexpanded) {
        if (++steps > MAX_STEPS) {
            throw new AssertionError("runs for ever");
        }
        if (unexpanded.isEmpty()) {
            return Result.OK;
        }
        List<String> words = new ArrayList<>();
        unexpanded.forEach(word -> words.add(expand(word)));
        String name = words.get(0);
        Map<String, Boolean> known = OPTIONS.get(name);
        if (known == null) {
            console.add("command not found: " + name);
            return Result.FAILED;
        }
        Map<String, String> options = new HashMap<>();
        Optional<List<String>> arguments = options(words, known, options);
        if (arguments.isEmpty() || arguments.get().size() > 255) {
            console.add("usage: " + name);
            return Result.FAILED;
        }
        return execute(name, options, arguments.get());
    }

    private static Optional<List<String>> options(
            List<String> words, Map<String, Boolean> known, Map<String, String> options) {
        int i = 1;
        for (; i < words.size() && words.get(i).startsWith("-"); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                i++;
                break;
            }
            if (!word.startsWith("--")) {
                return Optional.empty();
            }
            int equals = word.indexOf('=');
            String option = word.substring(2, equals < 0 ? word.length() : equals);
            Boolean takesValue = known.get(option);
            if (takesValue == null || !takesValue && equals >= 0) {
                return Optional.empty();
            }
            if (!takesValue) {
                options.put(option, "");
            } else if (equals >= 0) {
                options.put(option, word.substring(equals + 1));
            } else if (i + 1 < words.size() && !words.get(i + 1).startsWith("-")) {
                options.put(option, words.get(++i));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(List.copyOf(words.subList(i, words.size())));
    }

    /** Options by command; a colon behind one says that it takes a value. */
    private static final Map<String, Map<String, Boolean>> OPTIONS = table(
            "echo n",
            "set",
            "clear",
            "show quiet",
            "read timeout:",
            "inc",
            "isset",
            "iseq",
            "goto",
            "exit",
            "sleep",
            "shell",
            "dhcp timeout: configurator:",
            "ifopen",
            "ping size: timeout: count: quiet",
            "nslookup",
            "ntp",
            "prompt key: timeout:",
            "menu name: delete",
            "form name: delete",
            "item menu: form: key: default secret gap",
            "choose menu: default: timeout: retimeout: keep",
            "present form: keep",
            "params name: method: delete",
            "param params: header",
            "sanboot drive: no-describe keep filename: extra: label: uuid:",
            "kernel name: timeout: quiet autofree",
            "initrd name: timeout: quiet autofree",
            "imgfetch name: timeout: quiet autofree",
            "imgselect name: timeout: quiet autofree",
            "imgargs name: timeout: quiet autofree",
            "chain name: timeout: quiet autofree replace",
            "boot name: timeout: quiet autofree replace",
            "imgfree",
            "imgverify signer: keep timeout: quiet",
            "certstat subject:");

    private static Map<String, Map<String, Boolean>> table(String... commands) {
        Map<String, Map<String, Boolean>> table = new HashMap<>();
        for (String command : commands) {
            String[] words = command.split(" ");
            Map<String, Boolean> options = new HashMap<>();
            for (int i = 1; i < words.length; i++) {
                options.put(words[i].replace(":", ""), words[i].endsWith(":"));
            }
            table.put(words[0], options);
        }
        return table;
    }

    private Result execute(String name, Map<String, String> options, List<String> arguments) {
        List<String> call = new ArrayList<>();
        int joinedFrom = switch (name) {
            case "echo", "prompt", "menu", "form" -> 0;
            case "item" -> options.containsKey("gap") ? 0 : 1;
            case "set", "kernel", "initrd", "imgargs", "imgfetch", "imgselect", "chain", "boot", "param" -> 1;
            default -> arguments.size();
        };
        call.addAll(arguments.subList(0, Math.min(joinedFrom, arguments.size())));
        String joined =
                arguments.size() > joinedFrom ? String.join(" ", arguments.subList(joinedFrom, arguments.size())) : "";
        if (joinedFrom < arguments.size()) {
            call.add(joined);
        }
        options.forEach((option, value) -> call.add("--" + option + "=" + value));
        calls.computeIfAbsent(name, any -> new ArrayList<>()).add(call);
        return switch (name) {
            case "echo" -> {
                console.add(joined);
                yield Result.OK;
            }
            case "set" -> set(arguments.get(0), joined);
            case "clear" -> {
                settings.remove(arguments.get(0));
                yield Result.OK;
            }
            case "isset" -> Result.of(arguments.size() == 1 && !arguments.get(0).isEmpty());
            case "iseq" -> Result.of(arguments.size() == 2 && arguments.get(0).equals(arguments.get(1)));
            case "goto" -> new Result(0, Optional.of(arguments.get(0)), false);
            case "exit" ->
                new Result(arguments.isEmpty() ? 0 : Integer.parseInt(arguments.get(0)), Optional.empty(), true);
            case "prompt" -> {
                console.add("prompt " + joined);
                yield Result.of(prompts.test(joined));
            }
            case "menu", "form" -> {
                menuOpen = true;
                yield Result.OK;
            }
            case "item", "present" -> Result.of(menuOpen);
            case "inc" -> inc(arguments);
            case "choose" -> {
                String answer = choices.isEmpty() ? chosen : choices.remove();
                boolean success = menuOpen && !answer.isEmpty();
                menuOpen = false;
                yield success ? set(arguments.get(0), bytes(answer)) : Result.FAILED;
            }
            default -> Result.of(images.test(call));
        };
    }

    private Result set(String path, String value) {
        int slash = path.indexOf('/');
        int colon = path.indexOf(':', slash + 1);
        String name = colon < 0 ? path : path.substring(0, colon);
        String type = colon < 0 ? "string" : path.substring(colon + 1);
        if (value.isEmpty()) {
            settings.remove(name);
            return Result.OK;
        }
        String stored = value;
        if (type.equals("hex")) {
            StringBuilder bytes = new StringBuilder();
            for (String octet : value.split(":")) {
                bytes.append((char) Integer.parseInt(octet, 16));
            }
            stored = bytes.toString();
        } else if (type.equals("int32")) {
            stored = bytes(Integer.decode(value));
        }
        settings.put(name, new Value(stored, type));
        return Result.OK;
    }
}
