using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Pipelines;
using StudioApp.Diffusion.Pipelines.Lantern;
using StudioApp.Diffusion.Tests.Support;

namespace StudioApp.Diffusion.Tests.ModelFolders;

public sealed class ModelFolderReaderTests : IDisposable
{
    private readonly ModelCopy _copy = new();
    private readonly IModelFolderReader _reader = new LanternHost().Reader;

    [Fact]
    public void Read_OurModel_TellsAllAboutIt()
    {
        var folder = _reader.Read(Repository.Lantern);

        Assert.True(folder.Usable, string.Join("\n", folder.Problems));
        Assert.Equal(("lantern", "Lantern v0", "Lantern", "mit"), (folder.Name, folder.Title, folder.Family, folder.Licence));
        Assert.StartsWith("# Lantern", folder.Card);
        Assert.InRange(folder.Bytes, 15_000_000, 20_000_000);
        Assert.Equal(["subjects", "places", "times", "motions", "cameras"], folder.Vocabulary!.Kinds.Select(k => k.Name));
        Assert.Equal(48, folder.Vocabulary.Kinds[0].Phrases.Count);
        Assert.Superset(new HashSet<string> { "fox", "forest", "sunset", "zooms" }, new HashSet<string>(folder.Vocabulary.Words));

        var defaults = folder.Defaults!;
        Assert.Equal((12, 2.0, 24.0, new ClipSeconds(5, 10, 5)), (defaults.Steps, defaults.GuidanceScale, defaults.FramesPerSecond, defaults.Seconds));
        Assert.Equal(new ModelAspect("16:9", 768, 432), defaults.SizeOf("16:9"));
        Assert.Null(defaults.SizeOf("4:3"));
    }

    [Fact]
    public void Read_OurExamples_UseOnlyWordsThatItKnows()
    {
        var folder = _reader.Read(Repository.Lantern);
        Assert.NotEmpty(folder.Defaults!.Examples);
        Assert.All(folder.Defaults.Examples, example => Assert.All(example.Split(' '), word => Assert.Contains(word, folder.Vocabulary!.Words)));
    }

    [Theory]
    [InlineData(LanternFiles.ActorDenoiser)]
    [InlineData(LanternFiles.BackdropDecoder)]
    [InlineData("tokenizer/vocab.json")]
    [InlineData("tokenizer/tokenizer_config.json")]
    [InlineData("scheduler/scheduler_config.json")]
    [InlineData("model_index.json")]
    public void Read_MissingFile_IsNamedOnce(string file)
    {
        File.Delete(_copy.FileAt(file));
        AssertOnly(ModelFolderProblemKind.Missing, file, "is missing");
    }

    [Theory]
    [InlineData(LanternFiles.TextEncoder)]
    [InlineData("tokenizer/vocab.json")]
    public void Read_EmptyFile_IsIncomplete(string file)
    {
        _copy.Write(file, "");
        AssertOnly(ModelFolderProblemKind.Incomplete, file, "is empty");
    }

    [Theory]
    [InlineData(LanternFiles.BackdropDenoiser)]
    [InlineData("tokenizer/vocab.json")]
    public void Read_LfsPointer_SaysHowToFetchIt(string file)
    {
        _copy.Write(file, "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n");
        AssertOnly(ModelFolderProblemKind.LfsPointer, file, "git lfs pull");
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.9)]
    [InlineData(0.9999)]
    public void Read_GraphCutShort_IsIncomplete(double kept)
    {
        var bytes = File.ReadAllBytes(_copy.FileAt(LanternFiles.ActorDenoiser));
        File.WriteAllBytes(_copy.FileAt(LanternFiles.ActorDenoiser), bytes[..(int)(bytes.Length * kept)]);
        AssertOnly(ModelFolderProblemKind.Incomplete, LanternFiles.ActorDenoiser, "cut short");
    }

    [Theory]
    [InlineData("<html>404 not found</html>")]
    [InlineData("garbage that is no protobuf at all")]
    public void Read_GraphThatIsNone_IsCorrupt(string text)
    {
        _copy.Write(LanternFiles.BackdropDecoder, text);
        AssertOnly(ModelFolderProblemKind.Corrupt, LanternFiles.BackdropDecoder, "not an ONNX graph");
    }

    [Theory]
    [InlineData("{ \"a\": 1")]
    [InlineData("[1, 2]")]
    [InlineData("\u0001\u0002 binary")]
    [InlineData("{ \"a\": \"one\" }")]
    [InlineData("{ \"a\": -1 }")]
    [InlineData("{ \"\\ud800\": 1 }")]
    [InlineData("{}")]
    public void Read_VocabularyThatIsNone_IsCorrupt(string json)
    {
        _copy.Write("tokenizer/vocab.json", json);
        AssertOnly(ModelFolderProblemKind.Corrupt, "tokenizer/vocab.json", "tokenizer/vocab.json");
    }

    [Theory]
    [InlineData("\"frames_per_second\": 24,", "", "frames_per_second")]
    [InlineData("\"max\": 10", "\"max\": 1", "max")]
    [InlineData("\"width\": 768", "\"width\": 767", "even")]
    [InlineData("\"ratio\": \"16:9\"", "\"ratio\": 16", "ratio")]
    [InlineData("\"actor\": [24, 16, 16]", "\"actor\": [24, 0, 16]", "latents.actor")]
    [InlineData("\"default_steps\": 12", "\"default_steps\": 1e9", "default_steps")]
    public void Read_IndexThatMakesNoSense_NamesTheKey(string old, string with, string named)
    {
        _copy.Replace("model_index.json", old, with);
        AssertOnly(ModelFolderProblemKind.Corrupt, "model_index.json", named);
    }

    [Theory]
    [InlineData("model_index.json", "LanternPipeline", "WanPipeline", "WanPipeline")]
    [InlineData("model_index.json", "\"motion\": [32, 8]", "\"motion\": [32, 12]", "12")]
    [InlineData("scheduler/scheduler_config.json", "FlowMatchEulerDiscreteScheduler", "DDIMScheduler", "DDIMScheduler")]
    [InlineData("tokenizer/tokenizer_config.json", "WordTokenizer", "CLIPTokenizer", "CLIPTokenizer")]
    public void Read_WhatWeDoNotRun_IsUnsupportedByName(string file, string old, string with, string named)
    {
        _copy.Replace(file, old, with);
        AssertOnly(ModelFolderProblemKind.Unsupported, file, named);
    }

    // so that it can be said in other languages
    [Theory]
    [InlineData("model_index.json", "LanternPipeline", "FluxPipeline", "family-unknown", "FluxPipeline|model_index.json|LanternPipeline")]
    [InlineData("model_index.json", "\"motion\": [32, 8]", "\"motion\": [32, 12]", "lantern-motion", "model_index.json|12|8")]
    [InlineData("model_index.json", "\"default_steps\": 12", "\"default_steps\": 1e9", "whole-number-invalid", "model_index.json|default_steps|1|1000")]
    [InlineData("model_index.json", "\"frames_per_second\": 24", "\"frames_per_second\": 0.5", "number-invalid", "model_index.json|frames_per_second|1|240")]
    [InlineData("model_index.json", "\"frames_per_second\": 24,", "\"frames_per_second\": 24", "json-unreadable", "model_index.json|")]
    [InlineData("model_index.json", "\"latents\"", "\"latent\"", "value-invalid", "model_index.json|latents|an object")]
    [InlineData("scheduler/scheduler_config.json", "FlowMatchEulerDiscreteScheduler", "DDIMScheduler", "lantern-scheduler", "scheduler/scheduler_config.json|DDIMScheduler")]
    [InlineData("scheduler/scheduler_config.json", "FlowMatchEulerDiscreteScheduler", "NoScheduler", "scheduler-unknown", "scheduler/scheduler_config.json|NoScheduler")]
    [InlineData("scheduler/scheduler_config.json", "\"_class_name\"", "\"something_new\": \"on\", \"_class_name\"", "scheduler-option", "scheduler/scheduler_config.json|something_new|FlowMatchEulerDiscreteScheduler|\"on\"")]
    [InlineData("tokenizer/tokenizer_config.json", "WordTokenizer", "CLIPTokenizer", "setting-unsupported", "tokenizer/tokenizer_config.json|tokenizer_class|CLIPTokenizer|WordTokenizer")]
    public async Task Read_WhatPeopleMeet_HasACodeThatLoadingKeeps(string file, string old, string with, string code, string arguments)
    {
        _copy.Replace(file, old, with);
        var folder = _reader.Read(_copy.Path);
        var problem = folder.Problems[0];
        Assert.Equal(code, problem.Code);
        Assert.StartsWith(arguments, string.Join('|', problem.Arguments), StringComparison.Ordinal);
        Assert.All(problem.Arguments, argument => Assert.Contains(argument, problem.Message));

        var e = await Assert.ThrowsAsync<DiffusionException>(() => new PipelineLoader([], TestSessions.Create()).LoadAsync(folder, CancellationToken.None));
        Assert.Equal((problem.Code, problem.Arguments, problem.Message), (e.Code, e.Arguments, e.Message));
    }

    [Fact]
    public void Read_TextThatIsNoText_IsCorrupt()
    {
        File.WriteAllBytes(_copy.FileAt("scheduler/scheduler_config.json"), [(byte)'{', 0xFF, 0xFE, (byte)'}']);
        AssertOnly(ModelFolderProblemKind.Corrupt, "scheduler/scheduler_config.json", "UTF-8");
    }

    [Fact]
    public void Read_TitleOfHalfACharacter_IsCorrupt()
    {
        _copy.Replace("model_index.json", "Lantern v0", "\\ud800");
        AssertOnly(ModelFolderProblemKind.Corrupt, "model_index.json", "model_index.json");
    }

    [Fact]
    public void Read_JsonWithAByteOrderMark_IsFine()
    {
        var text = File.ReadAllText(_copy.FileAt("tokenizer/vocab.json"));
        File.WriteAllText(_copy.FileAt("tokenizer/vocab.json"), text, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.True(_reader.Read(_copy.Path).Usable);
    }

    [Fact]
    public void Read_SeveralProblems_AreAllTold()
    {
        File.Delete(_copy.FileAt(LanternFiles.BackdropDecoder));
        _copy.Write(LanternFiles.TextEncoder, "");
        _copy.Write("scheduler/scheduler_config.json", "{");

        var folder = _reader.Read(_copy.Path);

        Assert.False(folder.Usable);
        Assert.Equal(3, folder.Problems.Count);
        Assert.Equal("Lantern v0", folder.Title);
    }

    [Fact]
    public void List_GoodAndBadSideBySide_NeverThrows()
    {
        Directory.CreateDirectory(Path.Combine(_copy.Parent, "empty"));
        Directory.CreateDirectory(Path.Combine(_copy.Parent, ".cache"));
        Directory.CreateDirectory(Path.Combine(_copy.Parent, "odd", "model_index.json")); // a folder of that name
        File.WriteAllText(Path.Combine(_copy.Parent, "README.md"), "no model");

        var folders = _reader.List(_copy.Parent);

        Assert.Equal(["empty", "lantern", "odd"], folders.Select(f => f.Name));
        Assert.Equal([false, true, false], folders.Select(f => f.Usable));
        Assert.Equal(ModelFolderProblemKind.Missing, folders[0].Problems.Single().Kind);
    }

    [Fact]
    public void List_NoSuchFolder_IsEmpty()
    {
        Assert.Empty(_reader.List(Path.Combine(_copy.Parent, "nowhere")));
        Assert.Equal(ModelFolderProblemKind.Missing, _reader.Read(Path.Combine(_copy.Parent, "nowhere")).Problems.Single().Kind);
    }

    [Fact]
    public void Read_NoCard_IsNoProblem()
    {
        File.Delete(_copy.FileAt("MODEL_CARD.md"));
        var folder = _reader.Read(_copy.Path);
        Assert.True(folder.Usable);
        Assert.Equal(("", ""), (folder.Licence, folder.Card));
    }

    public void Dispose() => _copy.Dispose();

    private void AssertOnly(ModelFolderProblemKind kind, string file, string said)
    {
        var folder = _reader.Read(_copy.Path);
        Assert.False(folder.Usable);
        var problem = Assert.Single(folder.Problems);
        Assert.Equal((kind, file), (problem.Kind, problem.File));
        Assert.Contains(said, problem.Message);
    }
}
