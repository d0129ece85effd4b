package io.pxe4j.ipxe.lint;

import java.util.List;

/** All rules. */
final class Checks {
    static final List<Check> ALL = List.of(
            new FormChecks(),
            new CharacterChecks(),
            new LabelChecks(),
            new JumpChecks(),
            new PathChecks(),
            new StatusChecks(),
            new OperatorChecks(),
            new CommandChecks(),
            new OptionChecks(),
            new ValueChecks(),
            new ProfileChecks(),
            new QuoteChecks(),
            new TextChecks(),
            new SettingNameChecks(),
            new SettingUseChecks(),
            new MenuChecks(),
            new TimeChecks(),
            new BootChecks(),
            new InitrdChecks(),
            new ImageChecks(),
            new UriChecks(),
            new ParameterChecks(),
            new SecretChecks(),
            new UnattendedChecks());

    private Checks() {}
}
