package io.pxe4j.tftp.engine;

/** What a {@link WriteTarget} answers: a {@link TftpSink} that takes the file, or a {@link WriteRefusal}. */
public sealed interface WriteAnswer permits TftpSink, WriteRefusal {}
