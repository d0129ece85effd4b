package io.pxe4j.bench.report;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds installed programs.
 *
 * @param places directories, searched in this order
 */
record Programs(List<Path> places) {
    /** Where Debian puts servers, though a user's PATH does not have it. */
    private static final List<Path> SBIN = List.of(Path.of("/usr/sbin"), Path.of("/sbin"), Path.of("/usr/local/sbin"));

    Programs {
        places = List.copyOf(places);
    }

    /** The given directories, then PATH, then the usual sbin places. */
    static Programs of(List<Path> first, String path) {
        List<Path> all = new ArrayList<>(first);
        Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(place -> !place.isEmpty())
                .map(Path::of)
                .forEach(all::add);
        all.addAll(SBIN);
        return new Programs(all.stream().distinct().toList());
    }

    /** The first of this name that may be run. */
    Optional<Path> find(String name) {
        return places.stream()
                .map(place -> place.resolve(name).toAbsolutePath())
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    boolean has(String name) {
        return find(name).isPresent();
    }
}
