package io.pxe4j.ipxe;

import java.util.List;

/** Keeps the labels of one script apart from those of another: each gets a prefix, and so does every jump to it. */
record LabelPrefix(String prefix) {
    List<Statement> apply(List<Statement> statements) {
        return statements.stream().map(this::apply).toList();
    }

    private Statement apply(Statement statement) {
        if (statement instanceof Statement.Do command) {
            return new Statement.Do(apply(command.command()));
        }
        if (statement instanceof Statement.Try attempt) {
            List<Command> commands =
                    attempt.commands().stream().map(this::apply).toList();
            return new Statement.Try(commands, attempt.endsScript(), apply(attempt.otherwise()));
        }
        if (statement instanceof Statement.Attempt attempt) {
            return new Statement.Attempt(
                    apply(attempt.body()),
                    attempt.times(),
                    attempt.pause(),
                    attempt.endsScript(),
                    apply(attempt.otherwise()));
        }
        if (statement instanceof Statement.Branch branch) {
            return new Statement.Branch(branch.condition(), apply(branch.then()), apply(branch.otherwise()));
        }
        if (statement instanceof Statement.While loop) {
            return new Statement.While(loop.condition(), apply(loop.body()));
        }
        if (statement instanceof Statement.EachInterface loop) {
            return new Statement.EachInterface(loop.counter(), apply(loop.body()));
        }
        if (statement instanceof Statement.Choice choice) {
            List<Statement.Choice.Case> cases = choice.cases().stream()
                    .map(one -> new Statement.Choice.Case(one.value(), apply(one.block())))
                    .toList();
            return new Statement.Choice(choice.text(), cases, apply(choice.otherwise()));
        }
        if (statement instanceof Statement.MenuTree menu) {
            return new Statement.MenuTree(apply(menu.root()), menu.endsScript(), apply(menu.otherwise()));
        }
        if (statement instanceof Statement.Place place) {
            return new Statement.Place(place.label().after(prefix));
        }
        return statement;
    }

    private Command apply(Command command) {
        return command.withLabelsAfter(prefix);
    }

    private MenuNode apply(MenuNode menu) {
        List<MenuNode.Entry> entries = menu.entries().stream()
                .map(entry -> MenuNode.Entry.of(entry.key(), entry.text(), apply(entry.target())))
                .toList();
        return new MenuNode(
                menu.title(),
                menu.name(),
                entries,
                menu.start(),
                menu.timeout(),
                menu.restartedTimeout(),
                menu.chosen(),
                menu.comesBack());
    }

    private MenuNode.Target apply(MenuNode.Target target) {
        if (target instanceof MenuNode.Target.Jump jump) {
            return new MenuNode.Target.Jump(jump.label().after(prefix));
        }
        if (target instanceof MenuNode.Target.Run run) {
            return new MenuNode.Target.Run(apply(run.block()));
        }
        if (target instanceof MenuNode.Target.Sub sub) {
            return new MenuNode.Target.Sub(apply(sub.menu()));
        }
        return target;
    }
}
