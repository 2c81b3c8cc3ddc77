using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Tests.Support;

namespace StudioApp.Diffusion.Tests.Pipelines.Latents;

public sealed class LatentInspectionTests
{
    [Theory]
    [InlineData("tiny-sd", "Stable Diffusion", 5)]
    [InlineData("tiny-animatediff", "AnimateDiff", 2)]
    public void Read_AFolderOfDiffusers_IsUsableAsItStands(string name, string family, int seconds)
    {
        using var model = new TinyModel(name);
        var folder = model.Read();
        Assert.Empty(folder.Problems);
        Assert.Equal(family, folder.Family);
        Assert.Equal(seconds, folder.Defaults!.Seconds.Default);
        Assert.Equal(new ModelAspect("1:1", 64, 64), folder.Defaults.Aspects[0]);
    }

    [Theory]
    [InlineData("tiny-sd", "Stable Diffusion")]
    [InlineData("tiny-animatediff", "AnimateDiff")]
    public void Read_NoIndex_IsToldByItsShape(string name, string family)
    {
        using var model = new TinyModel(name);
        File.Delete(model.Copy.FileAt(ModelFolderReader.IndexName));
        var folder = model.Read();
        Assert.Empty(folder.Problems);
        Assert.Equal(family, folder.Family);
    }

    // the encoder is no part that the model needs: without it, it starts from words alone
    [Theory]
    [InlineData(1.0, true)]
    [InlineData(0.5, false)]
    [InlineData(0.0, false)]
    public void Read_VaeEncoder_SaysWhetherItTakesAPicture(double whole, bool takes)
    {
        using var model = new TinyModel("tiny-sd");
        var encoder = model.Copy.FileAt("vae_encoder/model.onnx");
        var bytes = File.ReadAllBytes(encoder);
        File.WriteAllBytes(encoder, bytes[..(int)(bytes.Length * whole)]);
        var folder = model.Read();
        Assert.Empty(folder.Problems);
        Assert.Equal((takes, false), (folder.TakesPicture, folder.NeedsPicture));
    }

    [Fact]
    public void Read_AModelOfClips_TakesNoPicture()
    {
        using var model = new TinyModel("tiny-animatediff");
        Assert.False(model.Read().TakesPicture);
    }

    [Fact]
    public void Read_MissingPieces_AreAllNamed()
    {
        using var model = new TinyModel("tiny-sd");
        string[] missing = ["text_encoder/model.onnx", "tokenizer/merges.txt", "scheduler/scheduler_config.json"];
        foreach (var file in missing)
            File.Delete(model.Copy.FileAt(file));
        var problems = model.Read().Problems;
        Assert.Equal(missing, problems.Select(p => p.File));
        Assert.All(problems, p => Assert.Equal(ModelFolderProblemKind.Missing, p.Kind));
    }

    // as Stable Diffusion 1.5 is exported: any size, trained on 64 x 64 latents
    [Fact]
    public void Read_OpenSize_OffersTheShapesPeopleAskFor()
    {
        using var model = new TinyModel("tiny-sd");
        model.Copy.Replace("unet/config.json", "\"sample_size\": 8", "\"sample_size\": 64");
        Assert.Equal(
            [new ModelAspect("1:1", 512, 512), new ModelAspect("16:9", 704, 384), new ModelAspect("9:16", 384, 704)],
            model.Read().Defaults!.Aspects);
    }

    // what a damaged file does to the tokenizer's library must not reach the models beside it
    [Theory]
    [InlineData("not a pair\n")]
    [InlineData("zzzz qqqq\n")]
    public void List_DamagedMerges_RefuseTheirFolderAlone(string merges)
    {
        using var model = new TinyModel("tiny-sd");
        model.Copy.Write("tokenizer/merges.txt", merges);
        var folder = Assert.Single(new ModelFolderReader(model.Families).List(model.Copy.Parent));
        var problem = Assert.Single(folder.Problems);
        Assert.Equal((ModelFolderProblemKind.Corrupt, "tokenizer/merges.txt"), (problem.Kind, problem.File));
    }

    [Fact]
    public void Read_AShiftThatNobodyGives_IsRefusedByName()
    {
        using var model = new TinyModel("tiny-sd");
        model.Copy.Write("scheduler/scheduler_config.json", """{ "_class_name": "FlowMatchEulerDiscreteScheduler", "use_dynamic_shifting": true }""");
        Assert.Contains("use_dynamic_shifting", Assert.Single(model.Read().Problems).Message);
    }

    [Fact]
    public void Read_ASchedulerOptionThatIsNotSupported_IsNamed()
    {
        using var model = new TinyModel("tiny-sd");
        model.Copy.Write("scheduler/scheduler_config.json", """{ "_class_name": "DPMSolverMultistepScheduler", "variance_type": "learned" }""");
        var problem = Assert.Single(model.Read().Problems);
        Assert.Equal(ModelFolderProblemKind.Unsupported, problem.Kind);
        Assert.Contains("variance_type", problem.Message);
    }
}
