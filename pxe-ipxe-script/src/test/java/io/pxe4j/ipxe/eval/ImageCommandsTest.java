package io.pxe4j.ipxe.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.language.IpxeVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageCommandsTest {
    private static EvaluatorBuilder with(String uri, String content) {
        return Scripts.whole().content(uri, content);
    }

    @Test
    void extractsUnderTheNameWithoutItsEnding() {
        assertThat(Scripts.steps(
                        "imgextract http://h/a.b.gz",
                        "imgstat a.b",
                        "imgstat a.b.gz ||",
                        "imgextract --name n http://h/c"))
                .containsExactly(
                        "fetch http://h/a.b.gz as a.b.gz", "\"a.b.gz\": no such image", "fetch http://h/c as n");
        assertThat(Scripts.console("imgextract --keep http://h/c.gz", "imgstat c c.gz && echo both"))
                .isEqualTo("both\n");
        assertThat(Scripts.console("imgextract http://h/c", "imgstat c && echo same"))
                .isEqualTo("same\n");
    }

    @Test
    void storesContentsInSettings() {
        EvaluatorBuilder evaluator = with("http://h/x", "abc");
        assertThat(Scripts.run(evaluator, "imgset a http://h/x", "echo ${a}", "imgstat x || echo freed")
                        .console())
                .isEqualTo("abc\nfreed\n");
        assertThat(Scripts.run(evaluator, "imgset --keep a:hex http://h/x", "echo ${a}", "imgstat x && echo kept")
                        .console())
                .isEqualTo("61:62:63\nkept\n");
        assertThat(Scripts.run(evaluator, "imgset smbios/a http://h/x || echo ${errno}")
                        .console())
                .isEqualTo("0x3c0c2083\n");
        assertThat(Scripts.console("imgset a http://h/unknown && echo [${a}]")).isEqualTo("[]\n");
    }

    @ParameterizedTest
    @CsvSource({
        "md5sum, 900150983cd24fb0d6963f7d28e17f72",
        "sha1sum, a9993e364706816aba3e25717850c26c9cd0d89d",
        "sha224sum, 23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
        "sha256sum, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "md4sum, ''"
    })
    void computesDigests(String command, String digest) {
        assertThat(Scripts.run(with("http://h/x", "abc"), command + " --set d http://h/x", "echo ${d}")
                        .console())
                .isEqualTo(digest + "\n");
    }

    @Test
    void storesDigestsAsTheTypeThatIsGiven() {
        EvaluatorBuilder evaluator = with("http://h/x", "abc");
        assertThat(Scripts.run(evaluator, "md5sum --set d:base64 http://h/x", "echo ${d}", "md5sum x && echo yes")
                        .console())
                .isEqualTo("kAFQmDzST7DWlj99KOF/cg==\nyes\n");
        assertThat(Scripts.run(evaluator, "md5sum --set d:no http://h/x || echo ${errno}")
                        .console())
                .isEqualTo("0x3c0c2083\n");
        assertThat(Scripts.run(evaluator, "md5sum http://h/x nosuch://h/y http://h/z || echo ${errno}")
                        .console())
                .isEqualTo("0x3c092083\n");
    }

    @Test
    void replacesArguments() {
        assertThat(Scripts.steps(
                        "kernel http://h/k a b",
                        "imgargs k c  d",
                        "kernel k",
                        "imgargs k",
                        "kernel k",
                        "boot --name z k e"))
                .containsExactly(
                        "fetch http://h/k as k",
                        "select k with command line: a b",
                        "select k with command line: c d",
                        "select k",
                        "boot z with command line: e");
    }

    @Test
    void freesAllOrThoseNamed() {
        assertThat(Scripts.console(
                        "imgfetch http://h/a",
                        "imgfetch http://h/b",
                        "imgfetch http://h/c",
                        "imgfree a nosuch c || echo stopped",
                        "imgstat a || echo no a",
                        "imgstat b c && echo b c",
                        "imgfree",
                        "imgstat b || echo no b",
                        "imgstat && echo none"))
                .isEqualTo("stopped\nno a\nb c\nno b\nnone\n");
    }

    @Test
    void freesAfterRunningWhereAsked() {
        EvaluatorBuilder evaluator = with("http://h/s", "#!ipxe\nimgstat s || echo not while it runs\n");
        assertThat(Scripts.run(
                                evaluator,
                                "chain http://h/s",
                                "imgstat s && echo there",
                                "chain -a s",
                                "imgstat s || echo gone")
                        .console())
                .isEqualTo("not while it runs\nthere\nnot while it runs\ngone\n");
    }

    @Test
    void forgetsTheSelectedImageWhenItIsFreed() {
        assertThat(Scripts.console("kernel http://h/k", "imgfree k", "boot && echo nothing"))
                .isEqualTo("nothing\n");
    }

    @Test
    void bootsTheSelectedImageWithTheOthers() {
        Run run = Scripts.run("initrd http://h/a", "kernel http://h/k x", "initrd http://h/b", "boot", "echo never");
        assertThat(Scripts.steps(run)).endsWith("boot k with command line: x; images: a, b");
        assertThat(run.console()).isEmpty();
        assertThat(run.failed()).isFalse();
    }

    @Test
    void cannotRunNothing() {
        Run run = Scripts.run(with("http://h/e", ""), "chain http://h/e || kernel http://h/e || echo no");
        assertThat(Scripts.steps(run))
                .containsExactly(
                        "fetch http://h/e as e",
                        "Could not boot: Exec format error",
                        "fetch http://h/e as e",
                        "Could not select: Exec format error");
    }

    @Test
    void numbersImagesWithoutAName() {
        assertThat(Scripts.steps("imgfetch http://h", "imgfetch http://g"))
                .containsExactly("fetch http://h as img0", "fetch http://g as img1");
        EvaluatorBuilder old = Scripts.whole().profile(BuildProfile.efiX64(IpxeVersion.V1_21_1));
        assertThat(Scripts.steps(Scripts.run(old, "imgfetch file:x"))).containsExactly("fetch file:x as img0");
    }

    @Test
    void readsDataUris() {
        assertThat(Scripts.console(
                        "imgset a data:,x%20y",
                        "imgset b data:text/plain;base64,YWJj", "imgset c data:nocomma", "echo ${a} ${b} [${c}]"))
                .isEqualTo("x y abc []\n");
    }

    @Test
    void sendsTheParametersThatAreNamed() {
        assertThat(Scripts.steps(
                        "params --name p --method put",
                        "param --params p a b c",
                        "imgfetch http://h/x##params=p",
                        "imgfetch http://h/y##params=p",
                        "params",
                        "param -H k v",
                        "imgfetch http://h/z##params",
                        "param a || param -p q a ||"))
                .containsExactly(
                        "fetch http://h/x by PUT of [a=b c] as x",
                        "fetch http://h/y as y",
                        "fetch http://h/z as z",
                        "No default parameter list",
                        "\"q\": no such parameter list");
        Run run = Scripts.run("params", "param -H k v", "imgfetch http://h/z##params");
        assertThat(run.steps(Step.Fetch.class).findFirst().orElseThrow().parameters())
                .containsExactly("k: v");
        assertThat(Scripts.console(
                        "params",
                        "param a",
                        "params --delete",
                        "param b || echo gone",
                        "params",
                        "params",
                        "param c && echo one"))
                .isEqualTo("gone\none\n");
    }

    @Test
    void acquiresWhatIsAnImageOnly() {
        assertThat(Scripts.steps("imgverify http://h/a http://h/a.sig", "imgdecrypt a nosuch://h/e ||"))
                .containsExactly(
                        "fetch http://h/a as a",
                        "fetch http://h/a.sig as a.sig",
                        "Could not start download: Operation not supported",
                        "fetch nosuch://h/e: failed");
    }

    @Test
    void bootsWhatReplacesAScript() {
        assertThat(Scripts.steps("chain --replace http://h/k x", "echo never"))
                .containsExactly(
                        "fetch http://h/k as k", "start script k in place of this one", "boot k with command line: x");
    }
}
