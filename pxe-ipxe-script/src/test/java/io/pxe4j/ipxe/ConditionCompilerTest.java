package io.pxe4j.ipxe;

import static io.pxe4j.ipxe.Condition.iseq;
import static io.pxe4j.ipxe.Condition.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However conditions are combined, the branch that runs is the one that they say. */
class ConditionCompilerTest {
    private static final Condition A = iseq("a", 1);
    private static final Condition B = iseq("b", 2);
    private static final Condition C = iseq("c", 3);
    private static final Condition D = iseq("d", 4);

    /** A condition, and whether it holds. */
    private record Case(Condition condition, boolean holds) {
        Case not() {
            return new Case(condition.not(), !holds);
        }

        Case and(Case other) {
            return new Case(condition.and(other.condition), holds && other.holds);
        }

        Case or(Case other) {
            return new Case(condition.or(other.condition), holds || other.holds);
        }
    }

    @Test
    void everyCombinationOfThreeChoosesItsBranch() {
        List<Case> all = combinations(combinations(leaves(), leaves()), leaves());
        all.addAll(combinations(leaves(), combinations(leaves(), leaves())));
        assertThat(all).hasSize(400).allSatisfy(ConditionCompilerTest::runsItsBranch);
    }

    @Test
    void pairsOfPairsChooseTheirBranch() {
        List<Case> pairs = combinations(leaves(), leaves());
        assertThat(combinations(pairs, pairs)).allSatisfy(ConditionCompilerTest::runsItsBranch);
    }

    private static List<Case> leaves() {
        return List.of(new Case(iseq(1, 1), true), new Case(iseq(1, 2), false));
    }

    private static List<Case> combinations(List<Case> lefts, List<Case> rights) {
        List<Case> all = new ArrayList<>();
        for (Case left : lefts) {
            for (Case right : rights) {
                all.add(left.and(right));
                all.add(left.or(right));
                all.add(left.not().and(right).not());
                all.add(left.or(right.not()));
                all.add(left.or(right).not());
            }
        }
        return all;
    }

    private static void runsItsBranch(Case one) {
        IpxeScript script = IpxeScript.builder()
                .when(one.condition)
                .then(b -> b.echo("yes").echo("really"), b -> b.echo("no").echo("never"))
                .build();
        IpxeModel ipxe = new IpxeModel();
        assertThat(ipxe.run(script)).isZero();
        assertThat(ipxe.console)
                .as(script.toString())
                .isEqualTo(one.holds ? List.of("yes", "really") : List.of("no", "never"));
    }

    @Test
    void chainsOfOneKindStayOnOneLine() {
        assertThat(text(A.and(B).and(C))).startsWith("iseq a 1 && iseq b 2 && iseq c 3 || goto ");
        assertThat(text(A.and(B.and(C)))).startsWith("iseq a 1 && iseq b 2 && iseq c 3 || goto ");
        assertThat(text(A.or(B).and(C))).startsWith("iseq a 1 || iseq b 2 && iseq c 3 || goto ");
        assertThat(text(A.and(B).or(C.or(prompt("x")))))
                .startsWith("iseq a 1 && iseq b 2 || iseq c 3 || prompt x || goto ");
    }

    @Test
    void otherCombinationsBecomeJumps() {
        assertThat(text(A.or(B.and(C)))).isEqualTo("""
                iseq a 1 && goto holds_2 ||
                iseq b 2 && iseq c 3 || goto end_1
                :holds_2
                echo x
                echo y
                :end_1
                """);
        assertThat(text(A.and(B.or(C)).and(D))).isEqualTo("""
                iseq a 1 || goto end_1
                iseq b 2 || iseq c 3 || goto end_1
                iseq d 4 || goto end_1
                echo x
                echo y
                :end_1
                """);
        assertThat(text(A.and(B.or(C)).not())).isEqualTo("""
                iseq a 1 || goto fails_2
                iseq b 2 || iseq c 3 && goto end_1 ||
                :fails_2
                echo x
                echo y
                :end_1
                """);
        assertThat(text(A.or(B.not()).not())).isEqualTo("""
                iseq a 1 && goto end_1 ||
                iseq b 2 || goto end_1
                echo x
                echo y
                :end_1
                """);
    }

    private static String text(Condition condition) {
        String script = IpxeScript.builder()
                .when(condition)
                .then(b -> b.echo("x").echo("y"))
                .build()
                .toString();
        return script.substring("#!ipxe\n".length());
    }
}
