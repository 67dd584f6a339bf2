package org.espalier.dsl.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The sizes of a tensor's axes, outermost first; any of them may be a named unknown. */
public record Shape(List<Dim> dims) {
  /** The shape of one number. */
  public static final Shape SCALAR = new Shape(List.of());

  public Shape {
    dims = List.copyOf(dims);
  }

  /** A shape of known sizes. */
  public static Shape of(long... sizes) {
    return new Shape(Arrays.stream(sizes).mapToObj(Dim::of).toList());
  }

  /** A shape of given axes. */
  public static Shape of(Dim... dims) {
    return new Shape(List.of(dims));
  }

  /** Number of axes. */
  public int rank() {
    return dims.size();
  }

  /** The size of an axis; negative counts from the end. */
  public Dim get(int axis) {
    return dims.get(axis(axis));
  }

  /** The last axis. */
  public Dim last() {
    return get(-1);
  }

  /** The axis as a number in 0..rank-1. */
  public int axis(int axis) {
    int a = axis < 0 ? axis + rank() : axis;
    if (a < 0 || a >= rank()) {
      throw new IndexOutOfBoundsException("axis " + axis + " of a shape of rank " + rank());
    }
    return a;
  }

  /** True when every axis has a known size. */
  public boolean known() {
    return dims.stream().allMatch(Dim::known);
  }

  /** Number of elements, as a size that may be unknown. */
  public Dim size() {
    Dim product = Dim.of(1);
    for (Dim dim : dims) product = product.times(dim);
    return product;
  }

  /** Known sizes as numbers. */
  public long[] toArray() {
    return dims.stream().mapToLong(Dim::size).toArray();
  }

  /** Sizes as numbers once every unknown has one. */
  public long[] toArray(ToLongFunction<String> sizes) {
    return dims.stream().mapToLong(d -> d.size(sizes)).toArray();
  }

  /** A copy with one axis replaced. */
  public Shape with(int axis, Dim dim) {
    List<Dim> copy = new ArrayList<>(dims);
    copy.set(axis(axis), dim);
    return new Shape(copy);
  }

  /** A copy with the last axis replaced by a known size. */
  public Shape withLast(long size) {
    return with(-1, Dim.of(size));
  }

  /** A copy without one axis. */
  public Shape without(int axis) {
    List<Dim> copy = new ArrayList<>(dims);
    copy.remove(axis(axis));
    return new Shape(copy);
  }

  /** A copy with a new axis put before position {@code axis} (0..rank). */
  public Shape insert(int axis, Dim dim) {
    List<Dim> copy = new ArrayList<>(dims);
    copy.add(axis < 0 ? axis + rank() + 1 : axis, dim);
    return new Shape(copy);
  }

  /** Axes {@code from} (inclusive) to {@code to} (exclusive). */
  public Shape slice(int from, int to) {
    return new Shape(dims.subList(from, to));
  }

  /** These axes, then the other's. */
  public Shape concat(Shape other) {
    List<Dim> all = new ArrayList<>(dims);
    all.addAll(other.dims);
    return new Shape(all);
  }

  @Override
  public String toString() {
    return dims.stream().map(Dim::toString).collect(Collectors.joining(", ", "[", "]"));
  }
}
