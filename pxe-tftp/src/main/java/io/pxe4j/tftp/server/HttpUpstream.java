package io.pxe4j.tftp.server;

import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.engine.ContentRefusal;
import io.pxe4j.tftp.server.HttpShelf.Found;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks an HTTP server for files and for parts of them. May be used by any thread. */
final class HttpUpstream {
    /** What the first look at a file brings along; most boot loaders and all scripts are smaller. */
    private static final int START = 256 << 10;

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    private final HttpClient client;
    private final Duration timeout;
    private final long memory;
    private final AtomicLong held = new AtomicLong();

    /** @param memory the octets of bodies that may be held, those that are arriving included */
    HttpUpstream(HttpClient client, Duration timeout, long memory) {
        this.client = client;
        this.timeout = timeout;
        this.memory = memory;
    }

    /** The octets of bodies that are held. */
    long held() {
        return held.get();
    }

    void giveBack(int octets) {
        held.addAndGet(-octets);
    }

    private boolean take(int octets, BooleanSupplier makeRoom) {
        while (held.addAndGet(octets) > memory) {
            held.addAndGet(-octets);
            if (!makeRoom.getAsBoolean()) {
                return false;
            }
        }
        return true;
    }

    /**
     * What is at that URL, {@code old} if it has not changed.
     *
     * @param makeRoom lets go of something that is held; says whether there was anything
     */
    CompletionStage<Found> look(URI url, Optional<HttpObject> old, BooleanSupplier makeRoom) {
        HttpRequest.Builder request = request(url).header("Range", "bytes=0-" + (START - 1));
        old.filter(object -> object.version().isPresent())
                .ifPresent(object -> request.header(
                        object.isTag() ? "If-None-Match" : "If-Modified-Since",
                        object.version().get()));
        return get(request, makeRoom).thenCompose(answer -> {
            if (answer.statusCode() == 304 && old.isPresent()) {
                answer.body().giveBack();
                return CompletableFuture.completedFuture(Found.of(old.get()));
            }
            return answer.statusCode() == 206 ? onStart(url, answer, makeRoom) : onWhole(url, answer);
        });
    }

    private CompletionStage<Found> onStart(URI url, HttpResponse<BoundedBody.Octets> answer, BooleanSupplier makeRoom) {
        Matcher range = CONTENT_RANGE.matcher(
                answer.headers().firstValue("Content-Range").orElse(""));
        byte[] start = answer.body().bytes();
        // Cut for want of memory: then less of it is held, and what is missing is asked for.
        boolean cut = answer.body().isCut();
        if (!range.matches()
                || !range.group(1).equals("0")
                || !cut && start.length != Long.parseLong(range.group(2)) + 1) {
            return fail(answer, "a range that was not asked for");
        }
        long size = Long.parseLong(range.group(3));
        Version version = Version.of(answer.headers());
        if (start.length < size && version.strong().isEmpty()) {
            // Without a version two ranges may be of two files.
            answer.body().giveBack();
            return get(request(url), makeRoom).thenCompose(all -> onWhole(url, all));
        }
        return CompletableFuture.completedFuture(
                Found.of(new HttpObject(this, url, size, version.text(), version.isTag(), start)));
    }

    private CompletionStage<Found> onWhole(URI url, HttpResponse<BoundedBody.Octets> answer) {
        switch (answer.statusCode()) {
            case 200 -> {
                if (answer.body().isCut()) {
                    answer.body().giveBack();
                    return CompletableFuture.completedFuture(Found.refused(new ContentRefusal(
                            TftpErrorCode.UNDEFINED, "the upstream has no ranges, and the file is too large to hold")));
                }
                byte[] bytes = answer.body().bytes();
                Version version = Version.of(answer.headers());
                return CompletableFuture.completedFuture(
                        Found.of(new HttpObject(this, url, bytes.length, version.text(), version.isTag(), bytes)));
            }
            case 401, 403 -> {
                return refused(answer, ContentRefusal.denied("access denied"));
            }
            case 404, 410 -> {
                return refused(answer, ContentRefusal.notFound());
            }
            case 416 -> {
                answer.body().giveBack();
                // RFC 9110 §15.5.17: an empty file has no first octet.
                return answer.headers().firstValue("Content-Range").orElse("").equals("bytes */0")
                        ? CompletableFuture.completedFuture(
                                Found.of(new HttpObject(this, url, 0, Optional.empty(), false, new byte[0])))
                        : fail(answer, "status 416");
            }
            default -> {
                return fail(answer, "status " + answer.statusCode());
            }
        }
    }

    private static CompletionStage<Found> refused(HttpResponse<BoundedBody.Octets> answer, ContentRefusal refusal) {
        answer.body().giveBack();
        return CompletableFuture.completedFuture(Found.refused(refusal));
    }

    private static CompletionStage<Found> fail(HttpResponse<BoundedBody.Octets> answer, String what) {
        answer.body().giveBack();
        return CompletableFuture.failedFuture(new IOException("the upstream answered " + answer.uri() + " by " + what));
    }

    /**
     * A part of a file, all of it; blocks.
     *
     * @throws IOException if the file is another one meanwhile, or cannot be had in time
     */
    byte[] range(HttpObject object, long position, int length) throws IOException {
        long last = position + length - 1;
        HttpRequest request = request(object.url())
                .header("Range", "bytes=" + position + "-" + last)
                .header("If-Range", object.version().orElseThrow())
                .build();
        CompletableFuture<HttpResponse<BoundedBody.Octets>> asked =
                client.sendAsync(request, info -> new BoundedBody(info.statusCode() == 206 ? length : 0));
        HttpResponse<BoundedBody.Octets> answer = await(asked);
        if (answer.statusCode() == 200) {
            throw new IOException("the file has changed upstream while it was sent");
        }
        String expected = "bytes " + position + "-" + last + "/" + object.size();
        byte[] bytes = answer.body().bytes();
        if (answer.statusCode() != 206
                || !answer.headers().firstValue("Content-Range").orElse("").equals(expected)
                || bytes.length != length) {
            throw new IOException("the upstream answered status " + answer.statusCode() + " and " + bytes.length
                    + " octets (expected: 206, " + expected + ")");
        }
        return bytes;
    }

    private <T> T await(CompletableFuture<T> asked) throws IOException {
        try {
            return asked.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw tooSlow(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof HttpTimeoutException
                    ? tooSlow(e)
                    : new IOException("the upstream failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            asked.cancel(true);
        }
    }

    private IOException tooSlow(Exception cause) {
        return new IOException("the upstream took longer than " + timeout, cause);
    }

    private CompletableFuture<HttpResponse<BoundedBody.Octets>> get(
            HttpRequest.Builder request, BooleanSupplier makeRoom) {
        CompletableFuture<HttpResponse<BoundedBody.Octets>> asked =
                client.sendAsync(request.build(), info -> switch (info.statusCode()) {
                    case 206 -> new BoundedBody(START, octets -> take(octets, makeRoom), this::giveBack);
                    case 200 ->
                        new BoundedBody(Integer.MAX_VALUE - 16, octets -> take(octets, makeRoom), this::giveBack);
                    default -> new BoundedBody(0);
                });
        // What is not there in time gives its memory back as its request is cancelled.
        return asked.copy().orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS).whenComplete((answer, failure) -> {
            if (failure != null) {
                Futures.ignore(asked.thenAccept(late -> late.body().giveBack()));
                asked.cancel(true);
            }
        });
    }

    private HttpRequest.Builder request(URI url) {
        // What is compressed has another size.
        return HttpRequest.newBuilder(url).timeout(timeout).header("Accept-Encoding", "identity");
    }

    /** What names the version of a response; {@code strong} if it can be relied on for ranges. */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private record Version(Optional<String> text, boolean isTag, Optional<String> strong) {
        static Version of(HttpHeaders headers) {
            Optional<String> tag = headers.firstValue("ETag");
            if (tag.isPresent() && !tag.get().startsWith("W/")) {
                return new Version(tag, true, tag);
            }
            Optional<String> date = headers.firstValue("Last-Modified");
            if (date.isPresent() && isOld(date.get(), headers.firstValue("Date"))) {
                return new Version(date, false, date);
            }
            return tag.isPresent()
                    ? new Version(tag, true, Optional.empty())
                    : new Version(date, false, Optional.empty());
        }

        /** RFC 9110 §8.8.2.2: a file may change twice in the second that its date names. */
        private static boolean isOld(String modified, Optional<String> sent) {
            try {
                return sent.isPresent() && instant(modified).plusSeconds(1).isBefore(instant(sent.get()));
            } catch (DateTimeParseException e) {
                return false;
            }
        }

        private static Instant instant(String date) {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        }
    }
}
