package io.pxe4j.ipxe.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageArgumentTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "kernel, 0, initrd=initrd.magic, ALL_INITRDS",
                "imgselect, 7, initrd=initrd.magic, ALL_INITRDS",
                "chain, 0, initrd=initrd.magic, ALL_INITRDS",
                "imgargs, 0, initrd=initrd.magic, ALL_INITRDS",
                "kernel, 0, initrd=initrd.magic2, -",
                "kernel, 0, initrd=initrd.img, -",
                "kernel, 1, mkdir=1, -",
                "initrd, 0, initrd=initrd.magic, -",
                "initrd, 1, mkdir=-1, MKDIR",
                "module, 2, mkdir=, MKDIR",
                "imgfetch, 0, mkdir=1, -",
                "initrd, 1, mode=755, -",
                "initrd, 1, xmkdir=1, -",
                "echo, 1, mkdir=1, -"
            })
    void isFoundBehindTheImagesThatItIsFor(String command, int place, String word, ImageArgument expected) {
        assertThat(ImageArgument.of(Commands.find(command).orElseThrow(), place, word))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "ALL_INITRDS, efi-x64-1.20.1, false",
        "ALL_INITRDS, efi-arm64-1.21.1, false",
        "ALL_INITRDS, efi-x64-2.0.0, true",
        "ALL_INITRDS, pcbios-1.21.1, true",
        "ALL_INITRDS, debian12, true",
        "MKDIR, efi-x64-1.21.1, false",
        "MKDIR, debian12, false",
        "MKDIR, pcbios-2.0.0, true",
        "MKDIR, efi-arm64, true"
    })
    void dependsOnTheBuild(ImageArgument argument, String profile, boolean there) {
        assertThat(BuildProfile.named().get(profile).lacks(argument).isEmpty()).isEqualTo(there);
    }

    @Test
    void aBuildSaysSinceWhen() {
        assertThat(BuildProfile.debian12().lacks(ImageArgument.MKDIR))
                .contains("mkdir=: unknown to iPXE 1.0.0+git-20190125 (expected: a build of 2025-02-24 or later)");
        assertThat(ImageArgument.ALL_INITRDS.since()).isEqualTo(LocalDate.of(2021, 5, 21));
        assertThat(ImageArgument.ALL_INITRDS).hasToString("initrd=initrd.magic");
    }
}
