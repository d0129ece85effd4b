package io.pxe4j.ipxe.lint;

import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.syntax.LineKind;
import io.pxe4j.ipxe.syntax.ScriptSource;
import io.pxe4j.ipxe.syntax.SourceCommand;
import io.pxe4j.ipxe.syntax.SourceLine;
import io.pxe4j.ipxe.syntax.SourceWord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A script as the rules look at it: its commands in order, its labels, what is set in it and how it runs. */
final class Script {
    private final ScriptSource source;
    private final Circumstances circumstances;
    private final List<Code> lines = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, List<Code>> labels = new LinkedHashMap<>();
    private final SettingsInUse settings;
    private final Flow flow;
    private final Menus menus;

    /** Where a script is to run. */
    record Circumstances(Optional<BuildProfile> profile, boolean unattended, boolean embedded) {}

    /** A line with a label or a command. */
    record Code(int index, SourceLine source, Optional<SourceWord> labelWord, List<Step> steps) {
        /** The label without its colon. */
        Optional<String> label() {
            return labelWord.map(word -> word.text().substring(1));
        }

        Step first() {
            return steps.get(0);
        }

        Step last() {
            return steps.get(steps.size() - 1);
        }
    }

    private Script(ScriptSource source, Circumstances circumstances) {
        this.source = source;
        this.circumstances = circumstances;
        source.lines().stream().filter(line -> line.kind() == LineKind.CODE).forEach(this::add);
        this.settings = SettingsInUse.in(steps);
        this.flow = Flow.of(this);
        this.menus = Menus.of(this);
    }

    static Script of(ScriptSource source, Circumstances circumstances) {
        return new Script(source, circumstances);
    }

    ScriptSource source() {
        return source;
    }

    Optional<BuildProfile> profile() {
        return circumstances.profile();
    }

    boolean isUnattended() {
        return circumstances.unattended();
    }

    boolean isEmbedded() {
        return circumstances.embedded();
    }

    /** The lines with code on them. */
    List<Code> lines() {
        return lines;
    }

    /** All commands, the empty ones too. */
    List<Step> steps() {
        return steps;
    }

    /** The lines of each label, without the colon. */
    Map<String, List<Code>> labels() {
        return labels;
    }

    SettingsInUse settings() {
        return settings;
    }

    Flow flow() {
        return flow;
    }

    Menus menus() {
        return menus;
    }

    Code lineOf(Step step) {
        return lines.get(step.line());
    }

    /** Whether nothing but labels stand behind the line. */
    boolean isLast(Code line) {
        for (int i = line.index() + 1; i < lines.size(); i++) {
            if (lines.get(i).steps().stream().anyMatch(step -> !step.isEmpty())) {
                return false;
            }
        }
        return true;
    }

    private void add(SourceLine line) {
        List<Step> own = new ArrayList<>();
        for (SourceCommand command : line.commands()) {
            own.add(Step.of(steps.size() + own.size(), lines.size(), command, line.span()));
        }
        Code code = new Code(lines.size(), line, line.label(), own);
        lines.add(code);
        steps.addAll(own);
        code.label()
                .ifPresent(label ->
                        labels.computeIfAbsent(label, name -> new ArrayList<>()).add(code));
    }
}
