using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Tests.Sessions;

public sealed class OrtFaultsTests
{
    // as ONNX Runtime words them on devices that the tests do not have
    [Theory]
    [InlineData("[ErrorCode:RuntimeException] Non-zero status code returned while running Conv node. bfc_arena.cc:376 Failed to allocate memory for requested buffer of size 268435456", DiffusionFault.OutOfMemory)]
    [InlineData("[ErrorCode:Fail] CUDA failure 2: out of memory ; GPU=0", DiffusionFault.OutOfMemory)]
    [InlineData("[ErrorCode:Fail] std::bad_alloc", DiffusionFault.OutOfMemory)]
    [InlineData("[ErrorCode:RuntimeException] Non-zero status code returned while running MatMul node. Status Message: bfc_arena.cc:360 BFCArena::AllocateRawInternal Available memory of 34699008 is smaller than requested bytes of 945041920", DiffusionFault.OutOfMemory)]
    [InlineData("[ErrorCode:RuntimeException] Failed to find a free memory block despite calling Extend. rounded_bytes=1024", DiffusionFault.OutOfMemory)]
    [InlineData("[ErrorCode:RuntimeException] Memory allocation failed. Size=70368744177664", DiffusionFault.OutOfMemory)]
    [InlineData("[ErrorCode:Fail] CUDA error cudaErrorMemoryAllocation:out of space", DiffusionFault.OutOfMemory)]
    [InlineData("[ErrorCode:Fail] CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED ; GPU=0 ; hostname=a ; expr=cublasCreate(&cublas_handle_);", DiffusionFault.OutOfMemory)]
    [InlineData("[ErrorCode:Fail] CUDNN failure 2: CUDNN_STATUS_ALLOC_FAILED ; GPU=0 ; expr=cudnnCreate(&cudnn_handle_);", DiffusionFault.OutOfMemory)]
    [InlineData("[ErrorCode:Fail] CUDNN failure 4003: CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED ; GPU=0", DiffusionFault.OutOfMemory)]
    [InlineData("[ErrorCode:Fail] CUDNN failure 4: CUDNN_STATUS_INTERNAL_ERROR ; GPU=0", DiffusionFault.RuntimeUnsupported)]
    [InlineData("[ErrorCode:Fail] Failed to load library libonnxruntime_providers_cuda.so with error: libcudnn.so.9: cannot open shared object file", DiffusionFault.RuntimeUnsupported)]
    [InlineData("[ErrorCode:NotImplemented] Could not find an implementation for GridSample(16) node with name 'x'", DiffusionFault.RuntimeUnsupported)]
    [InlineData("[ErrorCode:InvalidProtobuf] Load model from x failed:Protobuf parsing failed.", DiffusionFault.ModelInvalid)]
    public void OnOpen_WhatTheRuntimeSays_DecidesTheAdvice(string message, DiffusionFault expected)
    {
        var e = OrtFaults.OnOpen(new InvalidOperationException(message), "unet/model.onnx");
        Assert.Equal(expected, e.Fault);
        Assert.NotNull(e.InnerException);
    }

    [Theory]
    [InlineData("[ErrorCode:Fail] Failed to load library libonnxruntime_providers_cuda.so with error: libcudnn.so.9: cannot open shared object file: No such file or directory", "cuda-library-missing", "libcudnn.so.9")]
    [InlineData("[ErrorCode:RuntimeException] provider_bridge_ort.cc:1992 Get [ONNXRuntimeError] : 1 : FAIL : Error loading \"C:\\ort\\onnxruntime_providers_cuda.dll\" which depends on \"cublasLt64_12.dll\" which is missing.", "cuda-library-missing", "cublasLt64_12.dll")]
    [InlineData("[ErrorCode:Fail] CUDA failure 100: no CUDA-capable device is detected ; GPU=0", "cuda-unusable", "no CUDA-capable device")]
    [InlineData("[ErrorCode:NotImplemented] Could not find an implementation for GridSample(16) node with name 'x'", "operator-missing", "GridSample(16)")]
    [InlineData("[ErrorCode:InvalidGraph] This is an invalid model. In Node, (\"n\", Foo, \"\", -1) : (\"x\": tensor(float),) -> (\"y\": tensor(float),) , Error No Op registered for Foo with domain_version of 17", "operator-missing", "Foo")]
    [InlineData("[ErrorCode:Fail] Fatal error: com.acme:Foo(-1) is not a registered function/op", "operator-missing", "com.acme:Foo(-1)")]
    public void OnOpen_SomethingIsLacking_NamesItAndSaysWhatToDo(string message, string code, string named)
    {
        var e = OrtFaults.OnOpen(new InvalidOperationException(message), "unet/model.onnx");
        Assert.Equal(code, e.Code);
        Assert.Contains(named, e.Message);
        Assert.Matches("Install|Check|Export", e.Message);
    }
}
