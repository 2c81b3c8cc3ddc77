using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Tests.Sessions;

public sealed class OrtFaultsTests
{
    // as ONNX Runtime words them on devices that the tests do not have
    [Theory]
    [InlineData("[ErrorCode:RuntimeException] Non-zero status code returned while running Conv node. bfc_arena.cc:376 Failed to allocate memory for requested buffer of size 268435456", DiffusionFault.OutOfMemory)]
    [InlineData("[ErrorCode:Fail] CUDA failure 2: out of memory ; GPU=0", DiffusionFault.OutOfMemory)]
    [InlineData("[ErrorCode:Fail] std::bad_alloc", DiffusionFault.OutOfMemory)]
    [InlineData("[ErrorCode:Fail] Failed to load library libonnxruntime_providers_cuda.so with error: libcudnn.so.9: cannot open shared object file", DiffusionFault.RuntimeUnsupported)]
    [InlineData("[ErrorCode:NotImplemented] Could not find an implementation for GridSample(16) node with name 'x'", DiffusionFault.RuntimeUnsupported)]
    [InlineData("[ErrorCode:InvalidProtobuf] Load model from x failed:Protobuf parsing failed.", DiffusionFault.ModelInvalid)]
    public void OnOpen_WhatTheRuntimeSays_DecidesTheAdvice(string message, DiffusionFault expected)
    {
        var e = OrtFaults.OnOpen(new InvalidOperationException(message), "unet/model.onnx");
        Assert.Equal((expected, "unet/model.onnx"), (e.Fault, e.Where));
        Assert.NotNull(e.InnerException);
    }
}
