package io.pxe4j.ipxe.eval;

import io.pxe4j.ipxe.language.BuildProfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A machine while a script runs on it. */
final class Machine {
    /** How far a command stops what is around it (include/ipxe/shell.h). */
    enum Stop {
        NONE,
        /** The rest of its line. */
        COMMAND,
        /** The rest of its script. */
        SEQUENCE,
        /** Everything: the machine has left iPXE. */
        ALL
    }

    private final BuildProfile profile;
    private final Answers answers;
    private final Budget budget;
    private final SettingTree settings;
    private final Surroundings surroundings;
    private final Images images = new Images();
    private final List<UserInterface> interfaces = new ArrayList<>();
    private final List<ParameterList> parameters = new ArrayList<>();
    private final StringBuilder console = new StringBuilder();
    private final List<Step> steps = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> devices = new ArrayList<>();
    private Optional<String> lastOpened = Optional.empty();
    private Optional<Uri> workingUri = Optional.empty();
    private Optional<Frame> frame = Optional.empty();
    private Stop stop = Stop.NONE;

    Machine(BuildProfile profile, Answers answers, Budget budget, Surroundings surroundings) {
        this.profile = profile;
        this.answers = answers;
        this.budget = budget;
        this.settings = new SettingTree(profile, budget);
        this.surroundings = surroundings;
    }

    BuildProfile profile() {
        return profile;
    }

    Answers answers() {
        return answers;
    }

    /** Whether the world outside lets a command succeed. */
    boolean allows(Call call) {
        return answers.succeeds(call.shown());
    }

    Budget budget() {
        return budget;
    }

    SettingTree settings() {
        return settings;
    }

    Images images() {
        return images;
    }

    List<UserInterface> interfaces() {
        return interfaces;
    }

    List<ParameterList> parameters() {
        return parameters;
    }

    /** The names of the network interfaces. */
    List<String> devices() {
        return devices;
    }

    Optional<String> lastOpened() {
        return lastOpened;
    }

    void open(String device) {
        lastOpened = Optional.of(device);
    }

    Optional<Uri> workingUri() {
        return workingUri;
    }

    void workIn(Optional<Uri> uri) {
        workingUri = uri;
        String directory = uri.map(
                        known -> Uri.parse(".").resolvedAgainst(known).toString())
                .orElse("");
        Evaluator.describe(settings, "cwuri", uri.map(Uri::toString).orElse(""));
        Evaluator.describe(settings, "cwduri", directory);
    }

    /** The script that runs. */
    Optional<Frame> frame() {
        return frame;
    }

    void enter(Optional<Frame> other) {
        frame = other;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** What is found at a URI, if that is known. */
    Optional<byte[]> content(String uri) {
        return Optional.ofNullable(surroundings.contents().get(uri));
    }

    void print(String bytes) {
        budget.spend(bytes.length());
        console.append(bytes);
    }

    void say(String message) {
        did(new Step.Message(place(), Bytes.text(message)));
    }

    void did(Step step) {
        steps.add(step);
    }

    void found(Finding.Kind kind, String text) {
        Place place = place();
        findings.add(new Finding(kind, place.script(), place.line(), text));
    }

    Place place() {
        return frame.map(Frame::place).orElse(new Place("", 0));
    }

    void stop(Stop how) {
        stop = how;
    }

    /** core/exec.c:shell_stopped: whether something stops here, and forgets it if it goes no further. */
    boolean isStopped(Stop here) {
        boolean stopped = stop.compareTo(here) >= 0;
        if (stop.compareTo(here) <= 0) {
            stop = Stop.NONE;
        }
        return stopped;
    }

    boolean hasLeft() {
        return stop == Stop.ALL;
    }

    /** What {@code ${errno}} shows. */
    void failed(int status) {
        int error = Status.number(status, profile.target());
        StringBuilder raw = new StringBuilder();
        for (int i = 24; i >= 0; i -= 8) {
            raw.append((char) (error >> i & 0xff));
        }
        Evaluator.describe(settings, "errno", raw.toString());
    }

    Run result(int status) {
        return new Run(console.toString(), steps, findings, status, settings::expanded);
    }

    static byte[] bytes(String bytes) {
        return bytes.getBytes(StandardCharsets.ISO_8859_1);
    }
}
